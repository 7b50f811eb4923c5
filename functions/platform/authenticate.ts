import { type CryptoKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { type AreaCode, covers } from '#shared/area/code';
import { Grant } from '#shared/identity/grant';
import type { Role } from '#shared/identity/role';
import { Id } from '#shared/ids';

/** Who sends a request, as the access token says. */
export interface Caller {
  person: Id;
  grants: readonly Grant[];
  /** When they last proved who they are, in seconds; renewing a session leaves it as it was. */
  provedAt: number;
  /** The device they are signed in on. */
  device: Id;
}

/** Reads an `authorization` header; undefined when there is no valid session in it. */
export type Authenticate = (header: string | undefined, now: number) => Promise<Caller | undefined>;

/** `auth_time` and `sid` as OpenID Connect names them. */
const Claims = z.object({ sub: Id, sid: Id, grants: z.array(Grant), auth_time: z.number() });

export const TOKEN_ISSUER = 'sunshine';

/** Verifies access tokens (JWT, EdDSA) of this county with the public half of identity's key. */
export function authenticator(key: CryptoKey, county: AreaCode): Authenticate {
  return async (header, now) => {
    const token = header?.startsWith('Bearer ') ? header.slice(7) : undefined;
    if (!token) return undefined;
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['EdDSA'],
        issuer: TOKEN_ISSUER,
        audience: county,
        currentDate: new Date(now * 1000),
        requiredClaims: ['exp', 'sub'],
      });
      const claims = Claims.parse(payload);
      const { sub: person, sid: device, grants, auth_time: provedAt } = claims;
      return { person, device, grants, provedAt };
    } catch {
      // A forged, foreign or expired token is the same as none.
      return undefined;
    }
  };
}

/** Whether one of the caller's grants has one of the roles and covers the area. */
export function mayAct(caller: Caller, roles: readonly Role[], area: AreaCode): boolean {
  return caller.grants.some((grant) => roles.includes(grant.role) && covers(grant.area, area));
}
