import { type CryptoKey, SignJWT } from 'jose';
import type { AreaCode } from '#shared/area/code';
import type { Grant } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { TOKEN_ISSUER } from '../platform/authenticate';

/** Ten minutes: how long a revoked grant can still be used. */
export const ACCESS_SECONDS = 600;
/** How long a phone stays signed in without being opened. */
export const SESSION_SECONDS = 30 * 86_400;

/** Signs access tokens; only `identity` holds the key. */
export type SignAccess = (person: Id, grants: readonly Grant[], now: number) => Promise<string>;

export function accessSigner(key: CryptoKey, county: AreaCode): SignAccess {
  return (person, grants, now) =>
    new SignJWT({ grants })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(person)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(county)
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_SECONDS)
      .sign(key);
}
