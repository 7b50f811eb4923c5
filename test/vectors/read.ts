import { readFileSync } from 'node:fs';
import { fromHex } from '#shared/crypto/bytes';

/** Parses a vector file of this folder; the test's own type says what it expects there. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the file's shape
export function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(`test/vectors/${name}.json`, 'utf8'));
}

/** Bytes of hexadecimal that is known to be good. */
export function hex(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === null) throw new Error(`not hexadecimal: ${text}`);
  return bytes;
}
