import fc from 'fast-check';
import type * as z from 'zod';

/** Arbitraries for schemas that a pattern alone does not describe, by the schema itself. */
export type Known = ReadonlyMap<z.ZodType, fc.Arbitrary<unknown>>;

/** What zod keeps of a schema: enough to draw values from. */
interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  options?: readonly z.ZodType[];
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  valueType?: z.ZodType;
  items?: readonly z.ZodType[];
  entries?: Record<string, string | number>;
  values?: readonly unknown[];
}

/** One check as zod keeps it. */
interface Check {
  check?: string;
  format?: string;
  pattern?: RegExp;
  minimum?: number;
  maximum?: number;
  value?: number;
  inclusive?: boolean;
}

/** What the checks of a schema ask of a length or a number, and of a text's shape. */
interface Bounds {
  minimum: number | undefined;
  maximum: number | undefined;
  format: string | undefined;
  pattern: RegExp | undefined;
}

function boundsOf(schema: z.ZodType): Bounds {
  const own = schema.def as Check & { checks?: { _zod: { def: Check } }[] };
  const checks: Check[] = [own, ...(own.checks ?? []).map((check) => check._zod.def)];
  const step = (check: Check) => (check.inclusive === false ? 1 : 0);
  const least = checks.map((one) => (one.check === 'greater_than' ? one.value! + step(one) : one.minimum));
  const most = checks.map((one) => (one.check === 'less_than' ? one.value! - step(one) : one.maximum));
  const stated = (list: (number | undefined)[]) => list.filter((value) => value !== undefined);
  return {
    minimum: stated(least).length > 0 ? Math.max(...stated(least)) : undefined,
    maximum: stated(most).length > 0 ? Math.min(...stated(most)) : undefined,
    format: checks.find((one) => one.format !== undefined)?.format,
    pattern: checks.find((one) => one.pattern !== undefined)?.pattern,
  };
}

/** Values that a schema takes. What its checks ask beyond types, lengths and patterns is left to a filter. */
export function fromSchema(schema: z.ZodType, known: Known = new Map()): fc.Arbitrary<unknown> {
  const drawn = known.get(schema) ?? drawnFrom(schema, known);
  return drawn.filter((value) => schema.safeParse(value).success);
}

interface Drawing {
  def: Definition;
  bounds: Bounds;
  of: (inner: z.ZodType | undefined) => fc.Arbitrary<unknown>;
}

const maybe = (nothing: unknown, one: fc.Arbitrary<unknown>) =>
  fc.oneof(fc.constant(nothing), { arbitrary: one, weight: 3 });

/** How values of each type of schema are drawn. */
const DRAW: Record<string, (drawing: Drawing) => fc.Arbitrary<unknown>> = {
  string: ({ bounds }) => text(bounds),
  number: ({ bounds }) => number(bounds),
  boolean: () => fc.boolean(),
  enum: ({ def }) => fc.constantFrom(...Object.values(def.entries!)),
  literal: ({ def }) => fc.constantFrom(...def.values!),
  object: ({ def, of }) => object(def.shape!, of),
  array: ({ def, bounds, of }) => list(of(def.element), bounds),
  tuple: ({ def, of }) => fc.tuple(...def.items!.map(of)),
  record: ({ def, of }) =>
    fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), of(def.valueType), { maxKeys: 4 }),
  union: ({ def, of }) => fc.oneof(...def.options!.map(of)),
  optional: ({ def, of }) => maybe(undefined, of(def.innerType)),
  default: ({ def, of }) => maybe(undefined, of(def.innerType)),
  nullable: ({ def, of }) => maybe(null, of(def.innerType)),
  readonly: ({ def, of }) => of(def.innerType),
  // What comes out narrows most, unless it is computed.
  pipe: ({ def, of }) => of(def.out!.def.type === 'transform' ? def.in : def.out),
};

function drawnFrom(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const def = schema.def as Definition;
  const draw = DRAW[def.type];
  if (!draw) throw new Error(`no arbitrary for a schema of type ${def.type}`);
  return draw({ def, bounds: boundsOf(schema), of: (inner) => fromSchema(inner!, known) });
}

function object(shape: Record<string, z.ZodType>, of: Drawing['of']): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape).map(([name, schema]) => [name, of(schema)] as const);
  return fc
    .record(Object.fromEntries(fields))
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)));
}

/** The bounds of a length; where none is stated, `usual` more than the least. */
function lengths({ minimum = 0, maximum = Infinity }: Bounds, usual: number) {
  return { minLength: minimum, maxLength: Math.min(maximum, minimum + usual) };
}

/** What a body of the usual size can hold: a longer list is refused for its bytes before anybody counts it. */
const LONGEST = 4000;

/** A list as long as most are, one with an element twice, or one as long as it may be, of the same few elements. */
function list(element: fc.Arbitrary<unknown>, bounds: Bounds): fc.Arbitrary<unknown[]> {
  const usual = fc.array(element, lengths(bounds, 6));
  const few = fc.array(element, { minLength: 1, maxLength: 3 });
  const maximum = bounds.maximum === undefined ? undefined : Math.min(bounds.maximum, LONGEST);
  const round = (elements: unknown[], length: number) =>
    Array.from({ length }, (_, i) => elements[i % elements.length]);
  return fc.oneof(
    { arbitrary: usual, weight: 8 },
    {
      arbitrary: fc
        .tuple(fc.array(element, { ...lengths(bounds, 6), minLength: 1 }), fc.nat())
        .map(([elements, n]) => [...elements, elements[n % elements.length]]),
      weight: 2,
    },
    ...(maximum === undefined
      ? []
      : [
          {
            arbitrary: fc
              .tuple(few, fc.constantFrom(maximum, Math.ceil(maximum * 0.9)))
              .map(([elements, length]) => round(elements, length)),
            weight: 1,
          },
        ]),
  );
}

const CHINESE = fc.constantFrom(...Array.from('一二三村镇县选举委员会公告名单王李阿依·吾尔，。（）〇𠮷'));

function text(bounds: Bounds): fc.Arbitrary<string> {
  const { format, pattern } = bounds;
  if (format === 'date') return date();
  if (pattern) return fc.stringMatching(pattern);
  const length = lengths(bounds, 30);
  const { maximum } = bounds;
  return fc.oneof(
    { arbitrary: fc.string({ ...length, unit: CHINESE }), weight: 4 },
    { arbitrary: fc.string(length), weight: 3 },
    { arbitrary: fc.string({ ...length, unit: 'binary' }), weight: 3 },
    // Halves of characters beyond U+FFFF: JSON can carry them, UTF-8 cannot.
    {
      arbitrary: fc.string({ ...length, unit: fc.oneof(CHINESE, fc.constantFrom('\ud842', '\udfb7')) }),
      weight: 1,
    },
    ...(maximum === undefined || maximum > 1000
      ? []
      : [{ arbitrary: CHINESE.map((letter) => letter.charAt(0).repeat(maximum)), weight: 1 }]),
  );
}

function number({ minimum = -(2 ** 31), maximum = 2 ** 31, format }: Bounds): fc.Arbitrary<number> {
  if (format !== 'safeint') return fc.double({ min: minimum, max: maximum, noNaN: true });
  const near = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 20) });
  return fc.oneof(fc.integer({ min: minimum, max: maximum }), near);
}

/** A legal date of our days. */
export function date(): fc.Arbitrary<string> {
  const days = fc.integer({ min: 18_000, max: 24_000 });
  return days.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
}
