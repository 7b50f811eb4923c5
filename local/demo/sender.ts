import * as z from 'zod';
import type { Answer, Contract, Sent } from '#shared/contract';
import { ERRORS, type ErrorCode } from '#shared/errors';
import { fail, ok, type Result } from '#shared/result';

/** Reaches the county's server: `fetch`, or a boundary's app. The path is without a host. */
export type Reach = (path: string, init: RequestInit) => Promise<Response>;

/** Sends a contract's request and reads what it answers. */
export type Send = <C extends Contract>(
  contract: C,
  input: Sent<C>,
  access?: string,
) => Promise<Result<Answer<C>>>;

const Problem = z.object({ code: z.enum(Object.keys(ERRORS)) });
const Parts = z.object({
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  query: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
});

/** A sender for one way to reach the county. */
export function senderBy(reach: Reach): Send {
  return async (contract, input, access) => {
    const { params = {}, query = {}, body } = Parts.parse(input);
    const path = contract.path.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? ''),
    );
    const search = new URLSearchParams(query).toString();
    const response = await reach(search === '' ? path : `${path}?${search}`, {
      method: contract.method,
      headers: {
        ...(access && { authorization: `Bearer ${access}` }),
        ...(contract.body && { 'content-type': 'application/json' }),
      },
      ...(contract.body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const said: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) return fail(codeOf(said));
    const schema = Object.entries(contract.responses).find(
      ([status]) => Number(status) === response.status,
    )?.[1];
    // The contract's own schema reads it, so its output is the contract's answer.
    return ok(z.custom<Answer<typeof contract>>().parse(schema?.parse(said)));
  };
}

function codeOf(said: unknown): ErrorCode {
  const code = Problem.parse(said).code;
  return isCode(code) ? code : 'internal';
}

function isCode(code: string): code is ErrorCode {
  return code in ERRORS;
}
