import * as z from 'zod';
import { Grant } from '#shared/identity/contract';
import type { Role } from '#shared/identity/role';
import type { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { ABSENT, both, equals, type Key, PRESENT, put, remove, update, type Write } from '../platform/item';

/** A person as identity knows them: no name, no openid; the day they came, UTC+8. */
export const personKey = (person: Id): Key => ({ PK: `PERSON#${person}`, SK: 'PROFILE' });

/** The prefix of a person's grants. */
export const GRANTS = 'GRANT#';

/** A grant as it lies under its person. */
export const StoredGrant = Grant;

/** Ties an openid (as its keyed hash) to a person. */
export const wechatKey = (openidHash: string): Key => ({ PK: `WX#${openidHash}`, SK: '-' });
export const StoredWechat = z.object({ person: Id });

/**
 * A session, by the hash of its refresh token. `expiresAt` on items of this file, in seconds, is when the database may
 * delete them; whether they still hold is decided by what else they say.
 */
export const sessionKey = (tokenHash: string): Key => ({ PK: `SESSION#${tokenHash}`, SK: '-' });
export const StoredSession = z.object({
  person: Id,
  until: z.number(),
  /** Since when another session stands for it, in seconds. */
  replacedAt: z.number().optional(),
});

/** A one-time code, by its hash: an invitation or a desk sign-in. */
export const codeKey = (codeHash: string): Key => ({ PK: `CODE#${codeHash}`, SK: '-' });
export const StoredInvitation = z.object({
  kind: z.literal('invitation'),
  grant: Grant,
  until: z.number(),
  /** Who made it. */
  by: Id,
  /** By what right: decides what must still hold when it is taken up. */
  right: z.enum(['above', 'colleague', 'first-officer']),
  auditHash: z.string(),
  usedBy: Id.optional(),
});
export type StoredInvitation = z.output<typeof StoredInvitation>;
/** The founding code was made by nobody here; it lies only once it is spent. */
export const StoredFounding = z.object({ kind: z.literal('founding'), usedBy: Id });
export const StoredDesk = z.object({
  kind: z.literal('desk'),
  until: z.number(),
  approvedBy: Id.optional(),
  claimed: z.boolean().optional(),
});

/** A new person with their WeChat tie; the loser of a race finds the tie taken. */
export function newPerson(person: Id, openidHash: string, day: number): Write[] {
  return [
    put('people', { ...wechatKey(openidHash), person }, ABSENT),
    put('people', { ...personKey(person), day }, ABSENT),
  ];
}

/** A session that ends at `until` (seconds). */
export function newSession(tokenHash: string, person: Id, until: number): Write {
  return put('people', { ...sessionKey(tokenHash), person, until, expiresAt: until }, ABSENT);
}

/** Says at `now` that the next session stands for this one, which is kept until `until`; fails when one does already. */
export function replaceSession(tokenHash: string, now: number, until: number): Write {
  const standing = both(PRESENT, { expression: 'attribute_not_exists(replacedAt)' });
  const values = { ':now': now, ':until': until };
  const change = 'SET replacedAt = :now, expiresAt = :until';
  return update('people', sessionKey(tokenHash), change, values, standing);
}

/** Ends a session. */
export function dropSession(tokenHash: string): Write {
  return remove('people', sessionKey(tokenHash));
}

/** A role over an area, given to a person; giving it twice changes nothing. */
export function newGrant(person: Id, role: Role, area: AreaCode): Write {
  return put('people', { PK: `PERSON#${person}`, SK: `${GRANTS}${area}#${role}`, role, area });
}

/** An invitation under its code's hash; the same invitation again is the same item. */
export function newInvitation(codeHash: string, invitation: StoredInvitation): Write {
  return put('people', { ...codeKey(codeHash), ...invitation, expiresAt: invitation.until }, ABSENT);
}

/** Says that an area's discipline office has had an officer: from then on it invites its own. */
export const staffedKey = (area: AreaCode): Key => ({ PK: `OFFICERS#${area}`, SK: '-' });

/** The first officer of an area's discipline office; fails when there has been one. */
export function staffOffice(area: AreaCode, first: Id): Write {
  return put('people', { ...staffedKey(area), first }, ABSENT);
}

/** Marks an invitation as taken up: once, and by one person. */
export function useInvitation(codeHash: string, person: Id, auditHash: string): Write {
  const values = { ':person': person, ':audit': auditHash };
  const unused = both(PRESENT, { expression: 'attribute_not_exists(usedBy)' });
  return update('people', codeKey(codeHash), 'SET usedBy = :person, auditHash = :audit', values, unused);
}

/** The founding code is spent by the item that says who spent it. */
export function useFounding(codeHash: string, person: Id): Write {
  return put('people', { ...codeKey(codeHash), kind: 'founding', usedBy: person }, ABSENT);
}

/** A desk waiting to be approved. */
export function newDesk(scanHash: string, until: number): Write {
  return put('people', { ...codeKey(scanHash), kind: 'desk', until, expiresAt: until }, ABSENT);
}

/** Approves a desk: once. */
export function approveDesk(scanHash: string, person: Id): Write {
  const open = both(equals('kind', 'desk'), { expression: 'attribute_not_exists(approvedBy)' });
  return update('people', codeKey(scanHash), 'SET approvedBy = :person', { ':person': person }, open);
}

/** Hands the desk's session out: once. */
export function claimDesk(scanHash: string): Write {
  const unclaimed = both(PRESENT, { expression: 'attribute_not_exists(claimed)' });
  return update('people', codeKey(scanHash), 'SET claimed = :yes', { ':yes': true }, unclaimed);
}
