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

/** How long a replaced token is answered with the one that replaced it: a reply may be lost on the way, seconds. */
const REPLAY_SECONDS = 60;

/** A session's token and the one that replaces it, as hashes: the next follows from the token before. */
export interface Rotation {
  token: string;
  next: string;
}

/** The person of a session that stands at `now`, or was replaced within the last minute by one that stands. */
export async function readSession(
  dynamo: Dynamo,
  { token, next }: Rotation,
  now: number,
): Promise<Id | undefined> {
  const [item, nextItem] = await dynamo.batchGet([
    { table: 'people', key: items.sessionKey(token) },
    { table: 'people', key: items.sessionKey(next) },
  ]);
  const session = item && items.StoredSession.parse(item);
  if (!session || session.until <= now) return undefined;
  if (session.replacedAt === undefined) return session.person;
  const follower = nextItem && items.StoredSession.parse(nextItem);
  const stands = follower !== undefined && follower.replacedAt === undefined && follower.until > now;
  return stands && now < session.replacedAt + REPLAY_SECONDS ? session.person : undefined;
}

/** Lets the next token stand for a session; somebody having done so a moment before is no failure. */
export async function rotateSession(
  dynamo: Dynamo,
  rotation: Rotation,
  person: Id,
  now: number,
  until: number,
): Promise<Result<void>> {
  const written = await dynamo.transact([
    items.replaceSession(rotation.token, now, now + REPLAY_SECONDS),
    items.newSession(rotation.next, person, until),
  ]);
  if (written.ok) return ok();
  return (await readSession(dynamo, rotation, now)) === person ? ok() : fail('signed-out');
}

/** Ends a session, and the one that has replaced it unheard; ending it again is no failure. */
export async function closeSession(dynamo: Dynamo, { token, next }: Rotation): Promise<void> {
  await dynamo.transact([items.dropSession(token), items.dropSession(next)]);
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
