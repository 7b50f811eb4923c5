import * as z from 'zod';

/**
 * A whole number from `min` to `max`. Its bounds are checks of one schema: a chain of methods makes a schema at each
 * step, and making them is a good part of a function's cold start.
 */
export function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): z.ZodInt {
  return z.int().check(z.gte(min), z.lte(max));
}
