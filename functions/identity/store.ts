import type { Grant } from '#shared/identity/grant';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import * as items from './items';

export type { NewSession } from './items';

/** The person an openid's hash is tied to, and which of their phones it is. */
export async function findPerson(
  dynamo: Dynamo,
  openidHash: string,
): Promise<items.StoredWechat | undefined> {
  const item = await dynamo.get('people', items.wechatKey(openidHash));
  return item && items.StoredWechat.parse(item);
}

/** What a person has been granted. */
export async function readGrants(dynamo: Dynamo, person: Id): Promise<Grant[]> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}`, begins: items.GRANTS });
  return found.map((item) => items.StoredGrant.parse(item));
}

/** What a session that began at `since` (seconds) may do now; undefined when all sessions were ended after that. */
export async function readSignedIn(dynamo: Dynamo, person: Id, since: number): Promise<Grant[] | undefined> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}` });
  const profile = items.StoredPerson.parse(found.find(({ SK }) => SK === items.personKey(person).SK));
  if (profile.signedOutAt !== undefined && since <= profile.signedOutAt) return undefined;
  return found
    .filter(({ SK }) => String(SK).startsWith(items.GRANTS))
    .map((item) => items.StoredGrant.parse(item));
}

/** Makes a person, come with a phone on `day`, and their first session in one write. */
export async function createPerson(
  dynamo: Dynamo,
  { openidHash, phone }: { openidHash: string; phone: Id },
  session: items.NewSession,
  day: number,
): Promise<Result<void>> {
  const { person } = session;
  // That somebody came is no act to be put down with its hour.
  const first = { phone, openidHash, name: '', since: day, usedOn: day, auditHash: '' };
  const writes = [...items.newPerson(person, first, day), items.newSession(session)];
  return unlessConflict(await dynamo.transact(writes));
}

/** Opens a session by a phone. */
export async function openSession(
  dynamo: Dynamo,
  by: items.StoredWechat,
  session: items.NewSession,
  day: number,
): Promise<Result<void>> {
  return unlessConflict(await dynamo.transact([items.newSession(session), items.usePhone(by, day)]));
}

/** How long a replaced token is answered with the one that replaced it: a reply may be lost on the way, seconds. */
const REPLAY_SECONDS = 60;

/** A session's token and the one that replaces it, as hashes: the next follows from the token before. */
export interface Rotation {
  token: string;
  next: string;
}

/** Whose session it is and since when (seconds), when it stands at `now`, or was replaced within the last minute by one that stands. */
export async function readSession(
  dynamo: Dynamo,
  { token, next }: Rotation,
  now: number,
): Promise<{ person: Id; since: number } | undefined> {
  const [item, nextItem] = await dynamo.batchGet([
    { table: 'people', key: items.sessionKey(token) },
    { table: 'people', key: items.sessionKey(next) },
  ]);
  const session = item && items.StoredSession.parse(item);
  if (!session || session.until <= now) return undefined;
  if (session.replacedAt === undefined) return session;
  const follower = nextItem && items.StoredSession.parse(nextItem);
  const stands = follower !== undefined && follower.replacedAt === undefined && follower.until > now;
  return stands && now < session.replacedAt + REPLAY_SECONDS ? session : undefined;
}

/** Lets the next token stand for a session; somebody having done so a moment before is no failure. */
export async function rotateSession(
  dynamo: Dynamo,
  rotation: Rotation,
  session: Omit<items.NewSession, 'tokenHash'>,
  now: number,
): Promise<Result<void>> {
  const written = await dynamo.transact([
    items.replaceSession(rotation.token, now, now + REPLAY_SECONDS),
    items.newSession({ ...session, tokenHash: rotation.next }),
  ]);
  if (written.ok) return ok();
  return (await readSession(dynamo, rotation, now))?.person === session.person ? ok() : fail('signed-out');
}

/** Ends a session, and the one that has replaced it unheard; ending it again is no failure. */
export async function closeSession(dynamo: Dynamo, { token, next }: Rotation): Promise<void> {
  await dynamo.transact([items.dropSession(token), items.dropSession(next)]);
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
  session: items.NewSession,
): Promise<Result<void>> {
  const written = await dynamo.transact([items.claimDesk(scanHash), items.newSession(session)]);
  return written.ok ? ok() : fail('desk-gone');
}

/** Ends every session that a person has at `now`. */
export async function endAllSessions(dynamo: Dynamo, person: Id, now: number): Promise<void> {
  await dynamo.transact([items.endSessions(person, now)]);
}
