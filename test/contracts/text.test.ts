import { expect, it } from '@jest/globals';
import type * as z from 'zod';
import { everyContract } from './every';

/** Every schema of a text in a schema, with its path. */
function texts(schema: z.ZodType, path: string): [string, z.ZodType][] {
  const def = schema.def as {
    type: string;
    shape?: Record<string, z.ZodType>;
    options?: readonly z.ZodType[];
    items?: readonly z.ZodType[];
  } & Partial<Record<'element' | 'innerType' | 'valueType' | 'in' | 'out', z.ZodType>>;
  if (def.type === 'string') return [[path, schema]];
  const parts = [def.element, def.innerType, def.valueType, def.in, def.out].filter(
    (one) => one !== undefined,
  );
  return [
    ...Object.entries(def.shape ?? {}).flatMap(([name, one]) => texts(one, `${path}.${name}`)),
    ...[...parts, ...(def.options ?? []), ...(def.items ?? [])].flatMap((one) => texts(one, path)),
  ];
}

const bodies = (await everyContract()).flatMap(([name, { body }]) => (body ? texts(body, name) : []));

it.each(bodies)('%s takes no text with half a character in it', (_, schema) => {
  for (const length of [1, 2, 4, 8, 12, 40]) {
    for (const half of ['\ud800', '\udc00']) {
      expect(schema.safeParse(half.padStart(length, '字')).success).toBe(false);
    }
  }
});

it('finds the texts of bodies, and that they take whole characters', () => {
  const open = bodies.filter(([, schema]) =>
    ['字字字字', '𠮷𠮷𠮷𠮷'].every((one) => schema.safeParse(one).success),
  );
  expect(open.length).toBeGreaterThan(12);
});
