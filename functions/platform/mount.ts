import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import type { Answer, Contract, Parsed, SentFile, SuccessStatus } from '#shared/contract';
import { even } from '#shared/even';
import { isFresh } from '#shared/identity/fresh';
import { type Failure, fail, ok, type Result } from '#shared/result';
import { type Caller, mayAct } from './authenticate';
import type { Platform } from './platform';
import { bytesToSend, type PreparedDocument } from './prepared';
import { problem } from './problem';

/** What a handler is given besides the parsed input. `caller` is there whenever the contract asks for a session. */
export interface Context<C extends Contract> extends Parsed<C> {
  caller: C['access'] extends 'anyone' ? undefined : Caller;
  now: number;
}

type Answered<C extends Contract> = C['prepared'] extends true ? PreparedDocument : Answer<C>;

export type Handler<C extends Contract> = (context: Context<C>) => Promise<Result<Answered<C>>>;

/** A contract with its handler; the handler's exact types were checked when `route` paired them. */
export interface Route {
  contract: Contract;
  handle: (context: Context<Contract>) => Promise<Result<unknown>>;
}

/** Pairs a contract with the handler typed by it. */
export function route<const C extends Contract>(contract: C, handle: Handler<C>): Route {
  // The one place where the types of a contract are let go: mount parses by the same contract it calls for.
  return { contract, handle: handle };
}

const BODY_LIMIT = 64 << 10;

/** A boundary: its routes on one Hono app, every failure a problem, every unexpected one logged without content. */
export function mount(platform: Platform, routes: readonly Route[]): Hono {
  const app = new Hono();
  for (const { contract, handle } of routes) {
    const path = contract.path;
    if (contract.even) app.on(contract.method, path, evenly);
    if (contract.body) app.on(contract.method, path, bodyAtMost(contract.bodyLimit ?? BODY_LIMIT));
    app.on(contract.method, path, async (c) => {
      const incoming = { request: c.req.raw, params: c.req.param(), query: c.req.query() };
      const result = await answer(platform, contract, handle, incoming);
      return respond(platform, contract, result, c.req.header('if-none-match'));
    });
  }
  app.notFound(() => problem({ code: 'not-found' }));
  app.onError((error) => {
    platform.log({ level: 'error', event: 'request-failed', error: error.name, stack: framesOf(error) });
    return problem({ code: isBusy(error) ? 'busy' : 'internal' });
  });
  return app;
}

/**
 * Refuses a longer body by the length it announces, which the server holds it to. Only a body without a length is
 * measured: that makes a stream of it, which costs more than all the rest of a request.
 */
function bodyAtMost(maxSize: number): MiddlewareHandler {
  const refuse = () => problem({ code: 'too-large' });
  const measure = bodyLimit({ maxSize, onError: refuse });
  return async (c, next) => {
    const length = c.req.header('content-length');
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return measure(c, next);
    return Number(length) > maxSize ? refuse() : next();
  };
}

/** Before the cloud ends a function (20 s) and a phone stops waiting (30 s): so that a person is told. */
const ANSWER_MS = 15_000;

/** Several slow calls may take longer than each is given. What is still under way then ends as a repeated request would. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('no answer in time'), { name: 'TimeoutError' }));
    }, ANSWER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Where it failed, without the message: messages may quote what a person sent. */
function framesOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return frames.slice(0, 6).join(' ').replace(/\s+/g, ' ');
}

const BUSY = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TransactionCanceledException',
  'TransactionInProgressException',
  'LeftOver',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'BucketError',
]);

/** The database is slow, throttles or does not answer: the person may try again, the same request does no harm. */
function isBusy(error: Error): boolean {
  if (BUSY.has(error.name) || ('code' in error && typeof error.code === 'string' && BUSY.has(error.code)))
    return true;
  // What failed inside the database: the SDK keeps the status it answered with.
  const answered = '$metadata' in error ? Answered.safeParse(error.$metadata) : undefined;
  return answered?.success === true && answered.data.httpStatusCode >= 500;
}

const Answered = z.object({ httpStatusCode: z.number() });

interface Incoming {
  request: Request;
  params: Record<string, string>;
  query: Record<string, string>;
}

async function answer(
  platform: Platform,
  contract: Contract,
  handle: Route['handle'],
  incoming: Incoming,
): Promise<Result<unknown>> {
  const now = platform.now();
  const caller = await admit(platform, contract, incoming, now);
  if (!caller.ok) return caller;
  const params = parse(contract.params, incoming.params);
  if (!params.ok) return fail('not-found');
  const query = parse(contract.query, incoming.query);
  if (!query.ok) return query;
  const raw = contract.body ? await readJson(incoming.request) : ok(undefined);
  if (!raw.ok) return raw;
  const body = parse(contract.body, raw.value);
  if (!body.ok) return body;
  // `admit` has proved that the caller is there whenever the contract's access asks for one.
  const context = { params: params.value, query: query.value, body: body.value, caller: caller.value, now };
  return inTime(handle(context as Context<Contract>));
}

/** Who may pass, decided from the path and the token alone, before anything of the body is read. */
async function admit(
  platform: Platform,
  contract: Contract,
  incoming: Incoming,
  now: number,
): Promise<Result<Caller | undefined>> {
  const { access } = contract;
  if (access === 'anyone') return ok(undefined);
  const caller = await platform.authenticate(incoming.request.headers.get('authorization') ?? undefined, now);
  if (!caller) return fail('signed-out');
  if (access !== 'session') {
    const area = AreaCode.safeParse(incoming.params['area']);
    if (!area.success || !mayAct(caller, access.roles, area.data)) return fail('forbidden');
  }
  return contract.fresh && !isFresh(caller.provedAt, now) ? fail('sign-in-stale') : ok(caller);
}

async function readJson(request: Request): Promise<Result<unknown>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return fail('unsupported-type');
  try {
    const body: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(await request.arrayBuffer()),
    );
    return ok(body);
  } catch {
    return fail('malformed');
  }
}

function parse(schema: z.ZodType | undefined, input: unknown): Result<unknown> {
  if (!schema) return ok(undefined);
  const parsed = schema.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const fields = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: messageOf(issue),
  }));
  const failure: Failure = { code: 'invalid', fields: fields.slice(0, 20) };
  return { ok: false, error: failure };
}

/** zod's message, except the one that repeats what was sent. */
function messageOf({ code, message }: z.core.$ZodIssue): string {
  return code === 'unrecognized_keys' ? '这里没有这一项' : message;
}

function successOf(contract: Contract): { status: SuccessStatus; schema: z.ZodType } {
  for (const status of [200, 201, 204] as const) {
    const schema = contract.responses[status];
    if (schema) return { status, schema };
  }
  throw new Error(`${contract.path} promises no answer`);
}

function respond(
  platform: Platform,
  contract: Contract,
  result: Result<unknown>,
  ifNoneMatch: string | undefined,
): Response {
  if (!result.ok) return problem(result.error);
  if (contract.prepared) return respondPrepared(result.value as PreparedDocument, ifNoneMatch);
  if (contract.file) return respondFile(result.value as Uint8Array<ArrayBuffer>, contract.file);
  const { status, schema } = successOf(contract);
  if (status === 204) return new Response(null, { status });
  const body = platform.stage === 'deployed' ? result.value : promised(contract, schema, result.value);
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/**
 * The answer, held to its schema where nothing is deployed. A deployed function sends what the handler made: so what the
 * schema would have taken out of it, a row's own fields perhaps, is a fault that has to be seen before.
 */
function promised({ method, path }: Contract, schema: z.ZodType, value: unknown): unknown {
  // Asked for here alone: it would be a thirtieth of a deployed function's start.
  const { isDeepStrictEqual } = process.getBuiltinModule('node:util');
  const parsed = schema.parse(value);
  if (!isDeepStrictEqual(sent(parsed), sent(value)))
    throw new Error(`${method} ${path} answers more than its contract says`);
  return parsed;
}

/** As it arrives. */
function sent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

const EVEN_HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'no-store, no-transform',
} as const;

/**
 * Sends whatever is answered, failures of ours included, at an even length, with one status and the same headers. Nobody
 * on the way may compress it: that would tell the length again.
 */
const evenly: MiddlewareHandler = async (c, next) => {
  await next();
  const body = even(await c.res.text());
  c.res = undefined;
  c.res = new Response(body, { headers: EVEN_HEADERS });
};

const PREPARED_HEADERS = { 'cache-control': 'public, max-age=0, s-maxage=1, must-revalidate' } as const;

const KEPT = {
  moment: PREPARED_HEADERS['cache-control'],
  hour: 'public, max-age=3600',
  'for-good': 'public, max-age=31536000, immutable',
} as const;

function respondFile(bytes: Uint8Array<ArrayBuffer>, { type, keep }: SentFile): Response {
  return new Response(bytes, { headers: { 'content-type': type, 'cache-control': KEPT[keep] } });
}

function respondPrepared(document: PreparedDocument, ifNoneMatch: string | undefined): Response {
  const { etag } = document;
  const headers = { ...PREPARED_HEADERS, etag };
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.includes(etag) || ifNoneMatch === '*') return new Response(null, { status: 304, headers });
  return new Response(bytesToSend(document), { headers: { ...headers, 'content-type': 'application/json' } });
}
