import type * as z from 'zod';
import type { Role } from './identity/role';

/** Who may call a route: anyone, any signed-in person, or a holder of one of the roles over `:area`. */
export type Access = 'anyone' | 'session' | { readonly roles: readonly Role[] };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The success statuses a contract can promise; failures are always problem+json (RFC 9457). */
export type SuccessStatus = 200 | 201 | 204;

/** Bytes of a media type: what may change within a moment, or once in a long while, or what a place holds for good. */
export interface SentFile {
  readonly type: string;
  readonly keep: 'moment' | 'hour' | 'for-good';
}

/**
 * One route, as data: the server mounts it, the mini-program sends it, OpenAPI is made from it.
 * `path` begins with its trust boundary; `fresh` says that the person must have proved themselves a moment ago
 * (`isFresh` of identity) and is for callers with a session alone; `prepared` marks stored bytes that are sent as they are; `file` says that the
 * answer is bytes, and how they are sent; `even` that neither what is sent nor any answer tells by its length or status what it is (`even.ts`);
 * `bodyLimit` is in bytes (default 64 KiB).
 */
export interface Contract {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly access: Access;
  readonly fresh?: true;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly responses: Readonly<Partial<Record<SuccessStatus, z.ZodType>>>;
  readonly prepared?: true;
  readonly file?: SentFile;
  readonly even?: true;
  readonly bodyLimit?: number;
}

/** Keeps the exact types of a contract, so that server and sender are both typed by the one object. */
export function contract<const C extends Contract>(c: C): C {
  return c;
}

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;
type Input<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a handler receives, parsed. */
export interface Parsed<C extends Contract> {
  params: Output<C['params']>;
  query: Output<C['query']>;
  body: Output<C['body']>;
}

/** The parts a sender must give: those the contract has. */
export type Sent<C extends Contract> = (C['params'] extends z.ZodType
  ? { params: Input<C['params']> }
  : unknown) &
  (C['query'] extends z.ZodType ? { query?: Input<C['query']> } : unknown) &
  (C['body'] extends z.ZodType ? { body: Input<C['body']> } : unknown);

/** What the route answers when it succeeds. */
export type Answer<C extends Contract> = Output<C['responses'][keyof C['responses'] & SuccessStatus]>;
