import { expect } from '@jest/globals';
import type { Contract, Sent } from '#shared/contract';
import type { Session } from '#shared/identity/contract';
import { appOf, requestOf, type TestCounty } from './setup';

/** What a route must answer to each kind of input that no route accepts. */
export const BAD_INPUT = {
  'no session': 'signed-out',
  'forged session': 'signed-out',
  'expired session': 'signed-out',
  'not an area': 'forbidden',
  'malformed JSON': 'malformed',
  'not UTF-8': 'malformed',
  'another content type': 'unsupported-type',
  'an oversized body': 'too-large',
  'an unknown field': 'invalid',
  'a list for an object': 'invalid',
  nothing: 'invalid',
} as const;

/** Sends each kind to a route that takes a body; proves on the way that no problem cost a database call. */
export async function answersToBadInput<C extends Contract>(
  county: TestCounty,
  contract: C,
  input: Sent<C> & { body: object },
  as: Session,
): Promise<Record<string, string>> {
  const good = JSON.stringify(input.body);
  const renamed: Session = { ...as, access: `${as.access.slice(0, -6)}AAAAAA` };
  const json = (body: BodyInit, session: Session | undefined = as, type = 'application/json') => {
    const { url, method, headers } = requestOf(contract, input, session, { 'content-type': type });
    return new Request(url, { method, headers, body });
  };
  const nowhere = requestOf(contract, { ...input, params: { ...paramsOf(input), area: '99010110020' } }, as);
  const requests: Record<keyof typeof BAD_INPUT, () => Request> = {
    'no session': () => requestOf(contract, input),
    'forged session': () => requestOf(contract, input, renamed),
    'expired session': () => requestOf(contract, input, as),
    'not an area': () => nowhere,
    'malformed JSON': () => json(good.slice(0, -1)),
    'not UTF-8': () => json(new Uint8Array([0x7b, 0xff, 0x7d])),
    'another content type': () => json(good, as, 'text/plain'),
    'an oversized body': () => json(' '.repeat((contract.bodyLimit ?? 65_536) + 1)),
    'an unknown field': () => json(JSON.stringify({ ...input.body, secretly: true })),
    'a list for an object': () => json('[]'),
    nothing: () => json('{}'),
  };
  const answers: Record<string, string> = {};
  for (const [kind, request] of Object.entries(requests)) {
    const now = county.clock.now;
    if (kind === 'expired session') county.clock.now = as.until + 1;
    county.calls.length = 0;
    const response = await appOf(county.apps, contract.path).request(request());
    county.clock.now = now;
    expect({ kind, type: response.headers.get('content-type'), calls: county.calls }).toEqual({
      kind,
      type: 'application/problem+json',
      calls: [],
    });
    answers[kind] = JSON.parse(await response.text()).code;
  }
  return answers;
}

function paramsOf(input: object): object {
  return 'params' in input && typeof input.params === 'object' && input.params !== null ? input.params : {};
}
