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

/** How a body that is right becomes one that is nearly right. */
export type Bend = (right: unknown) => unknown;

/** Some fields as another body of the same route has them, or one part of it copied over another of its kind. */
export function bends(bodies: fc.Arbitrary<unknown>): fc.Arbitrary<Bend> {
  const exchanged = fc.tuple(bodies, fc.array(fc.nat(1), { minLength: 8, maxLength: 8 }));
  const copied = fc.tuple(fc.nat(), fc.nat());
  return fc.oneof(
    exchanged.map(([other, picks]) => told(`fields of ${fc.stringify(other)}`, exchange(other, picks))),
    copied.map(([from, to]) => told(`part ${from} copied to ${to}`, copy(from, to))),
  );
}

/** A bend that a counterexample can print. */
function told(what: string, bend: Bend): Bend {
  return Object.assign(bend, { [fc.toStringMethod]: () => what });
}

function exchange(other: unknown, picks: readonly number[]): Bend {
  return (right) => {
    if (!isRecord(right) || !isRecord(other)) return other;
    const taken = Object.entries(other).filter((_, i) => picks[i % picks.length] === 0);
    return { ...right, ...Object.fromEntries(taken) };
  };
}

function copy(from: number, to: number): Bend {
  return (right) => {
    const places = placesOf(right);
    const target = places[to % places.length] ?? [];
    const alike = places.filter((place) => typeof partAt(right, place) === typeof partAt(right, target));
    const value = partAt(right, alike[from % alike.length] ?? []);
    return replaced(right, target, () => value);
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, step) => (part as Record<Path[number], unknown>)[step], value);
}
