import { Session } from '#shared/identity/contract';

/** A session of somebody who may do this, good for ten minutes. */
export function sessionOf(...grants: { readonly role: string; readonly area: string }[]): Session {
  return Session.parse({
    person: 'AAAAAAAAAAAAAAAAAAAAAA',
    access: 'token',
    until: Math.floor(Date.now() / 1000) + 600,
    refresh: 'refresh',
    grants,
  });
}
