import { utf8 } from './crypto/utf8';

/** The shortest there is, in bytes: a letter of the smaller kind and what is answered to it fit in. */
const LEAST_BYTES = 16 << 10;

/**
 * JSON followed by spaces, which every reader of JSON passes over, until it is 16 KiB long, or twice that, or twice that
 * again: its length tells only which.
 */
export function even(json: string): string {
  const length = utf8Length(json);
  let size = LEAST_BYTES;
  while (size < length) size *= 2;
  return json + ' '.repeat(size - length);
}

/**
 * The status that an even answer stands for. All are sent as 200, so that the line before the body is as long as well: a
 * problem says its own status inside (RFC 9457).
 */
export function evenStatus(body: unknown): number {
  if (typeof body !== 'object' || body === null || !('code' in body) || !('status' in body)) return 200;
  return typeof body.status === 'number' ? body.status : 200;
}

/** Most of it is ASCII: only the rest is written as bytes to be counted. */
function utf8Length(text: string): number {
  const rest = text.replace(/[ -~]+/g, '');
  return text.length - rest.length + utf8(rest).length;
}
