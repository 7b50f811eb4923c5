import { ERRORS } from '#shared/errors';
import type { Failure } from '#shared/result';

/** An expected failure as `application/problem+json` (RFC 9457): a stable code and a sentence for people. */
export function problem(failure: Failure): Response {
  const { status, title } = ERRORS[failure.code];
  const body = {
    type: `urn:sunshine:${failure.code}`,
    status,
    code: failure.code,
    title,
    ...(failure.fields && { fields: failure.fields }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
