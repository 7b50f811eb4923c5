import type { AreaCode } from '#shared/area/code';
import type { Grant } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import * as items from './items';

/** The person an openid's hash is tied to. */
export async function findPerson(dynamo: Dynamo, openidHash: string): Promise<Id | undefined> {
  const item = await dynamo.get('people', items.wechatKey(openidHash));
  return item && items.StoredWechat.parse(item).person;
}

/** What a person has been granted. */
export async function readGrants(dynamo: Dynamo, person: Id): Promise<Grant[]> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}`, begins: items.GRANTS });
  return found.map((item) => items.StoredGrant.parse(item));
}

/** Makes a person and their first session in one write. */
export async function createPerson(
  dynamo: Dynamo,
  person: Id,
  openidHash: string,
  session: { tokenHash: string; until: number; day: number },
): Promise<Result<void>> {
  const writes = [
    ...items.newPerson(person, openidHash, session.day),
    items.newSession(session.tokenHash, person, session.until),
  ];
  return unlessConflict(await dynamo.transact(writes));
}

/** Opens a session. */
export async function openSession(
  dynamo: Dynamo,
  tokenHash: string,
  person: Id,
  until: number,
): Promise<Result<void>> {
  return unlessConflict(await dynamo.transact([items.newSession(tokenHash, person, until)]));
}

/** The person of a session that has not ended at `now`. */
export async function readSession(dynamo: Dynamo, tokenHash: string, now: number): Promise<Id | undefined> {
  const item = await dynamo.get('people', items.sessionKey(tokenHash));
  const session = item && items.StoredSession.parse(item);
  return session && session.until > now ? session.person : undefined;
}

/** Replaces a session's token; a token renewed twice belongs to nobody. */
export async function rotateSession(
  dynamo: Dynamo,
  oldHash: string,
  newHash: string,
  person: Id,
  until: number,
): Promise<Result<void>> {
  const written = await dynamo.transact([
    items.dropSession(oldHash),
    items.newSession(newHash, person, until),
  ]);
  return written.ok ? ok() : fail('signed-out');
}

/** Ends a session; ending it again is no failure. */
export async function closeSession(dynamo: Dynamo, tokenHash: string): Promise<void> {
  await dynamo.transact([items.dropSession(tokenHash)]);
}

function grantAudit(person: Id, grant: Grant, codeHash: string, now: number) {
  // One chain per code: a code is spent once, so its chain has one event.
  return audit({
    entity: `GRANT#${codeHash}`,
    revision: 1,
    previous: '',
    actor: person,
    action: `accept ${grant.role} ${grant.area}`,
    at: now,
  }).write;
}

/** Takes up an invitation; the same person again gets the same answer. */
export async function takeInvitation(
  dynamo: Dynamo,
  codeHash: string,
  person: Id,
  now: number,
): Promise<Result<Grant>> {
  const item = await dynamo.get('people', items.codeKey(codeHash));
  const parsed = items.StoredInvitation.safeParse(item);
  if (!parsed.success) return fail('invitation-unknown');
  const { grant, until, usedBy } = parsed.data;
  if (usedBy === person) return ok(grant);
  if (usedBy !== undefined || until <= now) return fail('invitation-unknown');
  const written = await dynamo.transact([
    items.useInvitation(codeHash, person),
    items.newGrant(person, grant.role, grant.area),
    grantAudit(person, grant, codeHash, now),
  ]);
  return written.ok ? ok(grant) : fail('invitation-unknown');
}

/** Spends the founding code: the first person of a county becomes its county office. */
export async function foundCounty(
  dynamo: Dynamo,
  codeHash: string,
  person: Id,
  county: AreaCode,
  now: number,
): Promise<Result<Grant>> {
  const grant: Grant = { role: 'county', area: county };
  const written = await dynamo.transact([
    items.useFounding(codeHash, person, grant),
    items.newGrant(person, grant.role, grant.area),
    grantAudit(person, grant, codeHash, now),
  ]);
  return written.ok ? ok(grant) : takeInvitation(dynamo, codeHash, person, now);
}

/** Writes an invitation; the same one again is answered as the first. */
export async function putInvitation(
  dynamo: Dynamo,
  codeHash: string,
  grant: Grant,
  until: number,
): Promise<Result<{ until: number }>> {
  const written = await dynamo.transact([items.newInvitation(codeHash, grant, until)]);
  if (written.ok) return ok({ until });
  const stored = items.StoredInvitation.parse(await dynamo.get('people', items.codeKey(codeHash)));
  const same = stored.grant.role === grant.role && stored.grant.area === grant.area;
  return same ? ok({ until: stored.until }) : fail('conflict');
}

/** Opens a desk sign-in. */
export async function putDesk(dynamo: Dynamo, scanHash: string, until: number): Promise<Result<void>> {
  return unlessConflict(await dynamo.transact([items.newDesk(scanHash, until)]));
}

/** A desk that has not run out at `now`. */
export async function readDesk(
  dynamo: Dynamo,
  scanHash: string,
  now: number,
): Promise<{ approvedBy?: Id | undefined } | undefined> {
  const parsed = items.StoredDesk.safeParse(await dynamo.get('people', items.codeKey(scanHash)));
  return parsed.success && parsed.data.until > now && !parsed.data.claimed ? parsed.data : undefined;
}

/** Approves a desk; approving again by the same person is no failure. */
export async function approveDesk(
  dynamo: Dynamo,
  scanHash: string,
  person: Id,
  now: number,
): Promise<Result<void>> {
  const desk = await readDesk(dynamo, scanHash, now);
  if (!desk) return fail('desk-gone');
  if (desk.approvedBy === person) return ok();
  const written = await dynamo.transact([items.approveDesk(scanHash, person)]);
  return written.ok ? ok() : fail('desk-gone');
}

/** Hands out the approved desk's session, once. */
export async function claimDesk(
  dynamo: Dynamo,
  scanHash: string,
  session: { tokenHash: string; person: Id; until: number },
): Promise<Result<void>> {
  const written = await dynamo.transact([
    items.claimDesk(scanHash),
    items.newSession(session.tokenHash, session.person, session.until),
  ]);
  return written.ok ? ok() : fail('desk-gone');
}
