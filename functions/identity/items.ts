import * as z from 'zod';
import { Grant } from '#shared/identity/grant';
import { Id } from '#shared/ids';
import { dayOf } from '#shared/time';
import {
  ABSENT,
  both,
  type Condition,
  check,
  either,
  equals,
  type Key,
  PRESENT,
  put,
  remove,
  update,
  type Write,
} from '../platform/item';

/** A person as identity knows them: no name, no openid; the day they came, UTC+8. */
export const personKey = (person: Id): Key => ({ PK: `PERSON#${person}`, SK: 'PROFILE' });

export const StoredPerson = z.object({
  /** All sessions that began until then have ended, in seconds. */
  signedOutAt: z.number().optional(),
});

/** The prefix of a person's grants. */
export const GRANTS = 'GRANT#';
export const StoredGrant = Grant;

/** The prefix of a person's passkeys, and the passkey by its credential id. */
export const PASSKEYS = 'PASSKEY#';
const passkeyKey = (person: Id, credential: string): Key => ({
  PK: `PERSON#${person}`,
  SK: `${PASSKEYS}${credential}`,
});
export const StoredPasskey = z.object({
  credential: z.string(),
  /** COSE key, base64url. */
  publicKey: z.string(),
  /** How often the device says it was used; 0 where it does not count. */
  signCount: z.number(),
  name: z.string(),
  /** Days, UTC+8. */
  since: z.number(),
  usedOn: z.number(),
  auditHash: z.string(),
});
export type StoredPasskey = z.output<typeof StoredPasskey>;

/** A new passkey of a person. */
export function newPasskey(person: Id, passkey: StoredPasskey): Write {
  return put('people', { ...passkeyKey(person, passkey.credential), ...passkey }, ABSENT);
}

/** Puts down a use of a passkey, decided from the count that was read. */
export function usePasskey(
  person: Id,
  { credential, signCount }: StoredPasskey,
  after: { signCount: number; usedOn: number },
): Write {
  const values = { ':count': after.signCount, ':day': after.usedOn };
  const change = 'SET signCount = :count, usedOn = :day';
  return update('people', passkeyKey(person, credential), change, values, equals('signCount', signCount));
}

/** Ends a passkey. */
export function dropPasskey(person: Id, credential: string): Write {
  return remove('people', passkeyKey(person, credential), PRESENT);
}

/** Spends a challenge of a passkey; fails when it was spent before. */
export function spendChallenge(challengeHash: string, until: number): Write {
  return put('people', { ...codeKey(challengeHash), kind: 'challenge', expiresAt: until }, ABSENT);
}

/** Ties an openid (as its keyed hash) to a person. */
export const wechatKey = (openidHash: string): Key => ({ PK: `WX#${openidHash}`, SK: '-' });
export const StoredWechat = z.object({ person: Id, phone: Id });
export type StoredWechat = z.output<typeof StoredWechat>;

/** The prefix of a person's phones: each is the WeChat of one user of it, by an id of its own. */
export const PHONES = 'PHONE#';
const phoneKey = (person: Id, phone: Id): Key => ({ PK: `PERSON#${person}`, SK: `${PHONES}${phone}` });
export const StoredPhone = z.object({
  phone: Id,
  openidHash: z.string(),
  name: z.string(),
  /** Days, UTC+8. */
  since: z.number(),
  usedOn: z.number(),
  auditHash: z.string(),
});
export type StoredPhone = z.output<typeof StoredPhone>;

/** Whether a person is more than a WeChat that signed in once: then their WeChat is not taken from them. */
export function isSomebody(found: readonly Record<string, unknown>[]): boolean {
  const under = (prefix: string) => found.filter(({ SK }) => String(SK).startsWith(prefix)).length;
  return under(GRANTS) + under(PASSKEYS) + under('ENTRY') > 0 || under(PHONES) > 1;
}

/** What asks again that somebody is still nobody when their WeChat is taken. */
export function staysNobody(person: Id): Write {
  return check('people', { PK: `PERSON#${person}`, SK: 'ENTRY' }, ABSENT);
}

/** A phone of a person: its WeChat was nobody's, or that of `before` under another id. */
export function newPhone(person: Id, stored: StoredPhone, before?: StoredWechat): Write[] {
  const { phone, openidHash } = stored;
  const was = before ? both(equals('person', before.person), equals('phone', before.phone)) : ABSENT;
  return [
    put('people', { ...wechatKey(openidHash), person, phone }, was),
    put('people', { ...phoneKey(person, phone), ...stored }, ABSENT),
    ...(before ? [remove('people', phoneKey(before.person, before.phone))] : []),
  ];
}

/** Puts down the day a phone was used to sign in. */
export function usePhone({ person, phone }: StoredWechat, day: number): Write {
  return update('people', phoneKey(person, phone), 'SET usedOn = :day', { ':day': day }, PRESENT);
}

/** Ends a phone; another of the person must stay. */
export function dropPhone(person: Id, { phone, openidHash }: StoredPhone, other: Id): Write[] {
  return [
    check('people', phoneKey(person, other), PRESENT),
    remove('people', phoneKey(person, phone), PRESENT),
    remove('people', wechatKey(openidHash), equals('phone', phone)),
  ];
}

/**
 * A session, by the hash of its refresh token. `expiresAt` on items of this file, in seconds, is when the database may
 * delete them; whether they still hold is decided by what else they say.
 */
export const sessionKey = (tokenHash: string): Key => ({ PK: `SESSION#${tokenHash}`, SK: '-' });
export const StoredSession = z.object({
  person: Id,
  /** The place of the device among those where the person is signed in. */
  device: Id,
  /** When its first token was given out, in seconds: the person proved then who they are. */
  since: z.number(),
  until: z.number(),
  /** Since when another session stands for it, in seconds. */
  replacedAt: z.number().optional(),
});

/** The prefix of the places where a person is signed in: each a device, whose sessions follow one another. */
export const SIGNED_IN = 'SIGNED#';
const signedInKey = (person: Id, device: Id): Key => ({
  PK: `PERSON#${person}`,
  SK: `${SIGNED_IN}${device}`,
});
export const StoredSignedIn = z.object({
  device: Id,
  by: z.enum(['phone', 'desk', 'passkey']),
  /** The phone or passkey of that. */
  means: z.string(),
  /** When its first session began and when its newest ends, in seconds. */
  since: z.number(),
  endsAt: z.number(),
  /** A day, UTC+8. */
  usedOn: z.number(),
});
export type StoredSignedIn = z.output<typeof StoredSignedIn>;

/** A one-time code, by its hash: an invitation (grant-items), a second phone's or a desk sign-in. */
export const codeKey = (codeHash: string): Key => ({ PK: `CODE#${codeHash}`, SK: '-' });
/** Eight figures by which a second phone becomes the person's. */
export const StoredPhoneOffer = z.object({
  kind: z.literal('phone'),
  /** Of the request that asked for it. */
  id: Id,
  person: Id,
  name: z.string(),
  until: z.number(),
  usedBy: z.string().optional(),
});
export type StoredPhoneOffer = z.output<typeof StoredPhoneOffer>;
export const StoredDesk = z.object({
  kind: z.literal('desk'),
  until: z.number(),
  approvedBy: Id.optional(),
  claimed: z.boolean().optional(),
});

/** A new person with their first phone; the loser of a race finds its WeChat taken. */
export function newPerson(person: Id, phone: StoredPhone, day: number): Write[] {
  return [...newPhone(person, phone), put('people', { ...personKey(person), day }, ABSENT)];
}

/** An offer to a second phone; figures that another offer has are free again when that has run out. */
export function offerPhone(codeHash: string, offer: StoredPhoneOffer, now: number): Write {
  const isOver: Condition = {
    expression: '#until <= :now',
    names: { '#until': 'until' },
    values: { ':now': now },
  };
  const item = { ...codeKey(codeHash), ...offer, expiresAt: offer.until };
  return put('people', item, either(ABSENT, isOver));
}

/** Takes an offer: once. */
export function usePhoneOffer(codeHash: string, { id }: StoredPhoneOffer, openidHash: string): Write {
  const unused = both(equals('id', id), { expression: 'attribute_not_exists(usedBy)' });
  return update('people', codeKey(codeHash), 'SET usedBy = :by', { ':by': openidHash }, unused);
}

/** A session by its token's hash; it ends at `until` (seconds). */
export interface NewSession {
  tokenHash: string;
  person: Id;
  device: Id;
  since: number;
  until: number;
}

/** Where a person is signed in at `now`, by all that lies under them. */
export function signedInOf(found: readonly Record<string, unknown>[], now: number): StoredSignedIn[] {
  const profile = found.find(({ SK }) => SK === 'PROFILE');
  const { signedOutAt = 0 } = StoredPerson.parse(profile ?? {});
  return found
    .filter(({ SK }) => String(SK).startsWith(SIGNED_IN))
    .map((item) => StoredSignedIn.parse(item))
    .filter(({ since, endsAt }) => since > signedOutAt && endsAt > now);
}

/** A session that follows another of its device. */
export function nextSession({ tokenHash, ...session }: NewSession): Write {
  return put('people', { ...sessionKey(tokenHash), ...session, expiresAt: session.until }, ABSENT);
}

/** The first session of a device, opened by a phone, a phone's word for a desk, or a passkey. */
export function newSession(session: NewSession, by: Pick<StoredSignedIn, 'by' | 'means'>): Write[] {
  const { person, device, since, until } = session;
  const place = { device, ...by, since, endsAt: until, usedOn: dayOf(since), expiresAt: until };
  return [nextSession(session), put('people', { ...signedInKey(person, device), ...place }, ABSENT)];
}

/** Puts down a use of a device at `now`; fails when the person was signed out there. */
export function useDevice({ person, device, until }: NewSession, now: number): Write {
  const values = { ':until': until, ':day': dayOf(now) };
  const change = 'SET endsAt = :until, expiresAt = :until, usedOn = :day';
  return update('people', signedInKey(person, device), change, values, PRESENT);
}

/** Signs a person out on a device. */
export function dropDevice(person: Id, device: Id): Write {
  return remove('people', signedInKey(person, device));
}

/** Ends every session that a person has at `now`. */
export function endSessions(person: Id, now: number): Write {
  return update('people', personKey(person), 'SET signedOutAt = :now', { ':now': now }, PRESENT);
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
