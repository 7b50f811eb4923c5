import { randomBytes } from 'node:crypto';
import { Id } from '#shared/ids';

/** So many random bytes. */
export function random(length: number): Uint8Array {
  return new Uint8Array(randomBytes(length));
}

/** An id as a caller makes it. */
export function freshId(): Id {
  return Id.parse(randomBytes(16).toString('base64url'));
}
