import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Grant } from '#shared/identity/grant';
import { Role } from '#shared/identity/role';
import { Id } from '#shared/ids';
import {
  ABSENT,
  both,
  check,
  equals,
  type Key,
  PRESENT,
  put,
  remove,
  update,
  type Write,
} from '../platform/item';
import { codeKey, GRANTS } from './items';

/** A grant as it lies under its person. */
export const grantKey = (person: Id, { role, area }: Grant): Key => ({
  PK: `PERSON#${person}`,
  SK: `${GRANTS}${area}#${role}`,
});

/** Who holds what in one area, and what is offered there: the same grants and invitations once more, to be listed. */
export const staffPartition = (area: AreaCode): string => `STAFF#${area}`;
const STAFF_HEAD = 'HEAD';
const HELD = 'HELD#';
const OFFERED = 'OFFERED#';

export const StoredHeld = z.object({
  person: Id,
  role: Role,
  name: z.string(),
  since: z.number(),
  /** The chain of its audit events, and where that stands. */
  chain: z.string(),
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredHeld = z.output<typeof StoredHeld>;

const StoredOffer = z.object({
  /** The hash of its code, which says nothing of the code. */
  SK: z.string().transform((key) => key.slice(OFFERED.length)),
  role: Role,
  name: z.string(),
  by: Id,
  until: z.number(),
});

/** An area's people as they are listed. */
export interface StoredStaff {
  revision: number;
  held: StoredHeld[];
  offered: z.output<typeof StoredOffer>[];
}

/** Reads the items of an area's list. */
export function staffOf(found: readonly Record<string, unknown>[]): StoredStaff {
  const under = (prefix: string) => found.filter(({ SK }) => String(SK).startsWith(prefix));
  const [head] = under(STAFF_HEAD);
  return {
    revision: head ? z.object({ revision: z.number() }).parse(head).revision : 0,
    held: under(HELD).map((item) => StoredHeld.parse(item)),
    offered: under(OFFERED).map((item) => StoredOffer.parse(item)),
  };
}

const heldKey = (area: AreaCode, { role, person }: Pick<StoredHeld, 'role' | 'person'>): Key => ({
  PK: staffPartition(area),
  SK: `${HELD}${role}#${person}`,
});
const offeredKey = (area: AreaCode, codeHash: string): Key => ({
  PK: staffPartition(area),
  SK: `${OFFERED}${codeHash}`,
});
const staffHeadKey = (area: AreaCode): Key => ({ PK: staffPartition(area), SK: STAFF_HEAD });

/** An invitation as its code's item has it. */
export const StoredInvitation = z.object({
  kind: z.literal('invitation'),
  grant: Grant,
  /** Whom the inviter named. */
  name: z.string(),
  until: z.number(),
  /** Who made it. */
  by: Id,
  /** By what right: decides what must still hold when it is taken up. */
  right: z.enum(['above', 'colleague', 'first-officer']),
  /** The inviter's grant it comes from: it ends with that. */
  under: Grant,
  auditHash: z.string(),
  usedBy: Id.optional(),
  /** Taken back before it was used. */
  withdrawn: z.literal(true).optional(),
});
export type StoredInvitation = z.output<typeof StoredInvitation>;
/** The founding code was made by nobody here; it lies only once it is spent. */
export const StoredFounding = z.object({ kind: z.literal('founding'), usedBy: Id });
/** A role over an area, given to a person and listed; giving it twice changes when and by which code alone. */
export function newGrant(area: AreaCode, held: StoredHeld): Write[] {
  const { person, role } = held;
  return [
    put('people', { ...grantKey(person, { role, area }), role, area }),
    put('people', { ...heldKey(area, held), ...held }),
    update('people', staffHeadKey(area), 'ADD revision :one', { ':one': 1 }),
  ];
}

/** Ends a grant, decided from the area's list as it stands at `revision`. */
export function endGrant(area: AreaCode, held: StoredHeld, revision: number): Write[] {
  const at = equals('revision', revision);
  return [
    update('people', staffHeadKey(area), 'ADD revision :one', { ':one': 1 }, at),
    remove('people', grantKey(held.person, { role: held.role, area }), PRESENT),
    remove('people', heldKey(area, held)),
  ];
}

/** Asks that somebody still has a grant. */
export function stillHolds(person: Id, grant: Grant): Write {
  return check('people', grantKey(person, grant), PRESENT);
}

/** An invitation under its code's hash; the same invitation again is the same item. */
export function newInvitation(codeHash: string, invitation: StoredInvitation): Write[] {
  const { grant, name, by, until } = invitation;
  const offer = { role: grant.role, name, by, until, expiresAt: until };
  return [
    put('people', { ...codeKey(codeHash), ...invitation, expiresAt: until }, ABSENT),
    put('people', { ...offeredKey(grant.area, codeHash), ...offer }),
  ];
}

/** Says that an area's discipline office has had an officer: from then on it invites its own. */
export const staffedKey = (area: AreaCode): Key => ({ PK: `OFFICERS#${area}`, SK: '-' });

/** The first officer of an area's discipline office; fails when there has been one. */
export function staffOffice(area: AreaCode, first: Id): Write {
  return put('people', { ...staffedKey(area), first }, ABSENT);
}

const UNUSED = both(PRESENT, {
  expression: 'attribute_not_exists(usedBy) AND attribute_not_exists(withdrawn)',
});

/** Marks an invitation over an area as taken up: once, and by one person. */
export function useInvitation(codeHash: string, area: AreaCode, person: Id, auditHash: string): Write[] {
  const values = { ':person': person, ':audit': auditHash };
  return [
    update('people', codeKey(codeHash), 'SET usedBy = :person, auditHash = :audit', values, UNUSED),
    remove('people', offeredKey(area, codeHash)),
  ];
}

/** Takes an invitation back that nobody has used. */
export function withdrawInvitation(codeHash: string, area: AreaCode, auditHash: string): Write[] {
  const values = { ':yes': true, ':audit': auditHash };
  return [
    update('people', codeKey(codeHash), 'SET withdrawn = :yes, auditHash = :audit', values, UNUSED),
    remove('people', offeredKey(area, codeHash)),
  ];
}

/** The founding code is spent by the item that says who spent it. */
export function useFounding(codeHash: string, person: Id): Write {
  return put('people', { ...codeKey(codeHash), kind: 'founding', usedBy: person }, ABSENT);
}
