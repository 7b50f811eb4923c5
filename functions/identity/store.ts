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

/** One chain per code: who made the invitation, then who took it up. */
function codeAudit(codeHash: string, action: string, actor: Id, at: number, previous = '') {
  const revision = previous === '' ? 1 : 2;
  return audit({ entity: `GRANT#${codeHash}`, revision, previous, actor, action, at });
}

function actionOf(verb: 'invite' | 'accept' | 'found', { role, area }: Grant): string {
  return `${verb} ${role} ${area}`;
}

/** Takes up somebody else's invitation; the same person again gets the same answer. */
export async function takeInvitation(
  dynamo: Dynamo,
  codeHash: string,
  person: Id,
  now: number,
): Promise<Result<Grant>> {
  const item = await dynamo.get('people', items.codeKey(codeHash));
  const parsed = items.StoredInvitation.safeParse(item);
  if (!parsed.success) return fail('invitation-unknown');
  const { grant, until, usedBy, by, right, auditHash } = parsed.data;
  if (usedBy === person) return ok(grant);
  if (usedBy !== undefined || until <= now) return fail('invitation-unknown');
  if (by === person) return fail('invitation-own');
  const accepted = codeAudit(codeHash, actionOf('accept', grant), person, now, auditHash);
  const written = await dynamo.transact([
    items.useInvitation(codeHash, person, accepted.auditHash),
    items.newGrant(person, grant.role, grant.area),
    accepted.write,
    ...(right === 'first-officer' ? [items.staffOffice(grant.area, person)] : []),
  ]);
  if (written.ok) return ok(grant);
  if (!written.failed.includes(0)) return fail('office-staffed');
  const used = items.StoredInvitation.safeParse(await dynamo.get('people', items.codeKey(codeHash)));
  return used.data?.usedBy === person ? ok(grant) : fail('invitation-unknown');
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
    items.useFounding(codeHash, person),
    items.newGrant(person, grant.role, grant.area),
    codeAudit(codeHash, actionOf('found', grant), person, now).write,
  ]);
  if (written.ok) return ok(grant);
  const spent = items.StoredFounding.parse(await dynamo.get('people', items.codeKey(codeHash)));
  return spent.usedBy === person ? ok(grant) : fail('invitation-unknown');
}

/** Whether an area's discipline office has ever had an officer. */
export async function isStaffed(dynamo: Dynamo, area: AreaCode): Promise<boolean> {
  return (await dynamo.get('people', items.staffedKey(area))) !== undefined;
}

/** Writes an invitation; the same one again is answered as the first. */
export async function putInvitation(
  dynamo: Dynamo,
  codeHash: string,
  invitation: Pick<items.StoredInvitation, 'grant' | 'by' | 'right' | 'until'>,
  now: number,
): Promise<Result<{ until: number }>> {
  const { grant, by, until } = invitation;
  const { write, auditHash } = codeAudit(codeHash, actionOf('invite', grant), by, now);
  const stored = { kind: 'invitation' as const, ...invitation, auditHash };
  const written = await dynamo.transact([items.newInvitation(codeHash, stored), write]);
  if (written.ok) return ok({ until });
  const found = items.StoredInvitation.safeParse(await dynamo.get('people', items.codeKey(codeHash)));
  if (!found.success) return fail('conflict');
  const first = found.data;
  const same = first.grant.role === grant.role && first.grant.area === grant.area;
  return same ? ok({ until: first.until }) : fail('conflict');
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
