import * as z from 'zod';
import type { Answer, Contract, Sent } from '#shared/contract';
import { ERRORS, type ErrorCode } from '#shared/errors';
import { even, evenStatus } from '#shared/even';
import type { FieldError } from '#shared/result';
import { type HttpAnswer, http } from './http';
import { online } from './network';
import { accessToken, type Renewal, SESSION_ROUTES } from './session';
import { type Trust, trust } from './trust';

/** Why a request did not succeed, with the sentence people read. */
export interface Problem {
  code: ErrorCode | 'offline';
  title: string;
  fields?: readonly FieldError[];
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export const OFFLINE: Problem = {
  code: 'offline',
  title: '没有网，没有送到。填好的内容还在，有网时再试一次。',
};

const ProblemBody = z.object({
  code: z.string(),
  title: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

function isCode(code: string): code is ErrorCode {
  return Object.keys(ERRORS).includes(code);
}

/** The problem of a code this app makes itself. */
export function problemOf(code: ErrorCode): Problem {
  return { code, title: ERRORS[code].title };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a problem+json answer; anything else is a failure of the server's. */
export function readProblem(answer: HttpAnswer): Problem {
  const parsed = ProblemBody.safeParse(json(answer.body));
  if (!parsed.success || !isCode(parsed.data.code)) {
    return problemOf(answer.status === 503 || answer.status === 429 ? 'busy' : 'internal');
  }
  const { code, title, fields } = parsed.data;
  return { code, title: title ?? ERRORS[code].title, ...(fields ? { fields } : {}) };
}

function hostOf(path: string, { hosts }: Trust): string {
  if (path.startsWith('/ballotbox')) return hosts.ballotbox;
  return path.startsWith('/tipline') ? hosts.tipline : hosts.api;
}

/** The parts of any contract's input, before its exact types are known. */
export interface Parts {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/** The parts of a contract's typed input. */
export function partsOf<C extends Contract>(input: Sent<C>): Parts {
  // `Sent` is made of exactly these three, but TypeScript cannot see through the condition on an open `C`.
  return input as Parts;
}

function words(value: unknown): [string, string][] {
  return Object.entries(value ?? {}).flatMap(([key, part]) =>
    part === undefined ? [] : [[key, String(part)]],
  );
}

/** A contract's path with its parameters and query filled in. */
export function pathOf(c: Contract, { params, query }: Parts): string {
  const values = new Map(words(params));
  const path = c.path.replace(/:([A-Za-z]+)(?:\{.*?\})?/g, (_, name: string) =>
    encodeURIComponent(values.get(name) ?? ''),
  );
  const asked = words(query).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  return asked.length > 0 ? `${path}?${asked.join('&')}` : path;
}

/** The hosts that answered when they were last asked. */
const heard = new Set<string>();

/** Whether the host of a contract answers what else it is asked: then silence is its own, and no missing network. */
export async function isHeard(c: Contract): Promise<boolean> {
  const anchors = await trust();
  return anchors !== undefined && online.get() && heard.has(hostOf(c.path, anchors));
}

/** Sends the parts of a contract to its host; undefined when nobody answers. */
export async function exchange(
  c: Contract,
  parts: Parts,
  headers: Record<string, string> = {},
): Promise<HttpAnswer | undefined> {
  const answer = await exchangeApart(c, parts, headers);
  const anchors = await trust();
  if (anchors && answer) heard.add(hostOf(c.path, anchors));
  else if (anchors) heard.delete(hostOf(c.path, anchors));
  return answer;
}

/** As `exchange`, but its outcome does not count for `isHeard`: for what is itself held against that. */
export async function exchangeApart(
  c: Contract,
  parts: Parts,
  headers: Record<string, string> = {},
): Promise<HttpAnswer | undefined> {
  const anchors = await trust();
  if (!anchors) return undefined;
  const answer = await http({
    method: c.method,
    url: hostOf(c.path, anchors) + pathOf(c, parts),
    headers: { ...headers, ...(c.body ? { 'content-type': 'application/json' } : {}) },
    ...(c.body ? { body: bodyOf(c, parts) } : {}),
  });
  // What did not come from the county itself, a gateway's refusal perhaps, has a status of its own.
  return answer && c.even && answer.status === 200
    ? { ...answer, status: evenStatus(json(answer.body)) }
    : answer;
}

function bodyOf({ even: isEven }: Contract, { body }: Parts): string {
  const text = JSON.stringify(body);
  return isEven ? even(text) : text;
}

const RENEWAL: Renewal = {
  async renew(body) {
    const answer = await exchange(SESSION_ROUTES.renew, { body });
    if (!answer || answer.status >= 500) return 'unreachable';
    const parsed = SESSION_ROUTES.renew.responses[200].safeParse(json(answer.body));
    return answer.status === 200 && parsed.success ? parsed.data : 'ended';
  },
};

async function signedExchange(c: Contract, parts: Parts): Promise<HttpAnswer | undefined> {
  const token = await accessToken(RENEWAL);
  if (token === undefined) return exchange(c, parts);
  const answer = await exchange(c, parts, { authorization: `Bearer ${token}` });
  if (answer?.status !== 401) return answer;
  const next = await accessToken(RENEWAL, token);
  return next === undefined ? answer : exchange(c, parts, { authorization: `Bearer ${next}` });
}

/** What an answer's body says, by the contract's schema for its status. */
export function readAnswer<C extends Contract>(c: C, answer: HttpAnswer): Outcome<Answer<C>> {
  const schema = Object.entries(c.responses).find(([status]) => Number(status) === answer.status)?.[1];
  if (!schema) return { ok: false, problem: readProblem(answer) };
  const parsed = schema.safeParse(answer.body === '' ? undefined : json(answer.body));
  if (!parsed.success) return { ok: false, problem: problemOf('internal') };
  // The schema is the contract's own for this status, so its output is the contract's answer.
  return { ok: true, value: parsed.data as Answer<C> };
}

/** Sends a contract as somebody: the signed-in person, or in a demo each of the people in turn. */
export type Send = <C extends Contract>(contract: C, input: Sent<C>) => Promise<Outcome<Answer<C>>>;

/** Has the person prove again who they are; false when they would rather not. Given by identity. */
let prove: () => Promise<boolean> = () => Promise.resolve(false);

/** Says how a person proves again who they are, where an act asks for it. */
export function proveBy(way: () => Promise<boolean>): void {
  prove = way;
}

async function sendOnce<C extends Contract>(c: C, parts: Parts): Promise<Outcome<Answer<C>>> {
  const answer = await (c.access === 'anyone' ? exchange(c, parts) : signedExchange(c, parts));
  return answer ? readAnswer(c, answer) : { ok: false, problem: OFFLINE };
}

/**
 * Sends a contract's input and reads its answer; a session's token goes along where the contract wants one. What asks
 * for a fresh proof of who sends it is sent again once that was given.
 */
export async function send<C extends Contract>(c: C, input: Sent<C>): Promise<Outcome<Answer<C>>> {
  const parts = partsOf(input);
  const outcome = await sendOnce(c, parts);
  if (outcome.ok || outcome.problem.code !== 'sign-in-stale' || !(await prove())) return outcome;
  return sendOnce(c, parts);
}
