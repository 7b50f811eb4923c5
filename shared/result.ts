import type { ErrorCode } from './errors';

/** A field of the input that was refused: its path in the body and a sentence that says what to do. */
export interface FieldError {
  path: string;
  message: string;
}

/** An expected failure: a stable code, and fields where the input itself is at fault. */
export interface Failure {
  code: ErrorCode;
  fields?: readonly FieldError[];
}

/** What every rule and store answers: a value, or a failure that the person can do something about. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

export function ok(): Result<void>;
export function ok<T>(value: T): Result<T>;
export function ok<T>(value?: T): Result<T | undefined> {
  return { ok: true, value };
}

/** A failure with its code; the sentence people read is looked up once, at the edge. */
export function fail(code: ErrorCode, fields?: readonly FieldError[]): { ok: false; error: Failure } {
  return { ok: false, error: fields ? { code, fields } : { code } };
}
