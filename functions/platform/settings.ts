import * as z from 'zod';

/** The environment as a process is given it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Something an engineer can mend before starting again; its message is one sentence that names the variable. */
export class SettingsFailure extends Error {
  override name = 'SettingsFailure';
}

/**
 * Reads variables by a schema of their names, whose messages say what each must be.
 * Throws `SettingsFailure` for the first that is missing or wrong; never says its value, which may be a secret.
 */
export function readSettings<S extends z.ZodObject>(schema: S, env: Environment): z.output<S> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  throw new SettingsFailure(`${name} ${env[name] ? 'must be' : 'is not set; it must be'} ${issue?.message}.`);
}

/** A text that must not be empty. */
export function textSetting(what: string): z.ZodString {
  return z.string(what).min(1, what);
}
