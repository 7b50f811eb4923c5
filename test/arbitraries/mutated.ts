import fc from 'fast-check';

/** What a field never asked for. */
const JUNK = fc.constantFrom<unknown>(
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 53,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '__proto__',
    '<script>',
    "' OR 1=1 --",
    [],
    {},
  ],
);

type Path = readonly (string | number)[];

/** Every place inside a value, the value itself first. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? value.map((part, i) => [i, part] as const) : Object.entries(value);
  return [path, ...inner.flatMap(([key, part]) => placesOf(part, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, change: (part: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((part, i) => (i === key ? replaced(part, rest, change) : part));
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([name, part]) => [name, name === key ? replaced(part, rest, change) : part]),
  );
}

/** A value with one thing wrong: a part replaced, left out, doubled, stretched, or an unknown one added. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.oneof(
    JUNK.map((junk) => () => junk),
    fc.constant(() => undefined),
    fc.constant((part: unknown) => [part, part]),
    fc.constant((part: unknown) => (typeof part === 'string' ? `${part}${part}x` : String(part))),
    fc.constant((part: unknown) => (typeof part === 'string' ? `${part}\ud83d` : part)),
    fc.constant((part: unknown) => (Array.isArray(part) ? Array(300).fill(part[0]) : 'x'.repeat(3000))),
    fc.constant((part: unknown) =>
      typeof part === 'object' && !Array.isArray(part) ? { ...part, unknown: 1 } : { part },
    ),
  );
  return fc.tuple(values, change, fc.nat()).map(([value, apply, which]) => {
    const places = placesOf(value);
    return replaced(value, places[which % places.length] ?? [], apply);
  });
}
