import { type CryptoKey, SignJWT } from 'jose';
import type { AreaCode } from '#shared/area/code';
import { type Caller, TOKEN_ISSUER } from '../platform/authenticate';

/** Ten minutes: how long a revoked grant can still be used. */
export const ACCESS_SECONDS = 600;
/** How long a phone stays signed in without being opened. */
export const SESSION_SECONDS = 30 * 86_400;

/** Signs access tokens; only `identity` holds the key. */
export type SignAccess = (holder: Caller, now: number) => Promise<string>;

export function accessSigner(key: CryptoKey, county: AreaCode): SignAccess {
  return ({ person, device, grants, provedAt }, now) =>
    new SignJWT({ grants, auth_time: provedAt, sid: device })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(person)
      .setIssuer(TOKEN_ISSUER)
      .setAudience(county)
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_SECONDS)
      .sign(key);
}
