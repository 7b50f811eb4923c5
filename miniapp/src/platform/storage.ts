import type * as z from 'zod';
import { drop, put, take } from './shelf';

const PREFIX = 'ygh:';

/** What was kept under a name, if it still has the shape it should have. */
export function recall<S extends z.ZodType>(name: string, schema: S): z.output<S> | undefined {
  const text = take(PREFIX + name);
  if (text === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value under a name; false when there is no room. */
export function keep(name: string, value: unknown): boolean {
  return put(PREFIX + name, JSON.stringify(value));
}

/** Forgets what was kept under a name. */
export function forget(name: string): void {
  drop(PREFIX + name);
}
