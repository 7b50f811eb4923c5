import { toBase64url } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import { randomBytes } from './random';

/** A new id, made here so that the same act sent twice is one: 128 random bits. */
export async function freshId(): Promise<Id> {
  return Id.parse(toBase64url(await randomBytes(16)));
}
