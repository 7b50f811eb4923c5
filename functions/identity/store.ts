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

/** What a session may do now; undefined when its device was signed out, or all sessions were after it began. */
export async function readSignedIn(
  dynamo: Dynamo,
  { person, device }: Pick<items.NewSession, 'person' | 'device'>,
  now: number,
): Promise<Grant[] | undefined> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}` });
  if (!items.signedInOf(found, now).some((place) => place.device === device)) return undefined;
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
  const by = { by: 'phone', means: phone } as const;
  const writes = [...items.newPerson(person, first, day), ...items.newSession(session, by)];
  return unlessConflict(await dynamo.transact(writes));
}

/** Opens a session by a phone. */
export async function openSession(
  dynamo: Dynamo,
  by: items.StoredWechat,
  session: items.NewSession,
  day: number,
): Promise<Result<void>> {
  const opened = items.newSession(session, { by: 'phone', means: by.phone });
  return unlessConflict(await dynamo.transact([...opened, items.usePhone(by, day)]));
}

/** How long a replaced token is answered with the one that replaced it: a reply may be lost on the way, seconds. */
const REPLAY_SECONDS = 60;

/** A session's token and the one that replaces it, as hashes: the next follows from the token before. */
export interface Rotation {
  token: string;
  next: string;
}

/** A session that stands at `now`, or was replaced within the last minute by one that stands; times in seconds. */
export async function readSession(
  dynamo: Dynamo,
  { token, next }: Rotation,
  now: number,
): Promise<{ person: Id; device: Id; since: number } | undefined> {
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
  const next = { ...session, tokenHash: rotation.next };
  const written = await dynamo.transact([
    items.useDevice(next, now),
    items.replaceSession(rotation.token, now, now + REPLAY_SECONDS),
    items.nextSession(next),
  ]);
  if (written.ok) return ok();
  if (written.failed.includes(0)) return fail('signed-out');
  return (await readSession(dynamo, rotation, now))?.person === session.person ? ok() : fail('signed-out');
}

/** Ends a session, and the one that has replaced it unheard; ending it again is no failure. */
export async function closeSession(dynamo: Dynamo, { token, next }: Rotation): Promise<void> {
  const [found] = await dynamo.batchGet([{ table: 'people', key: items.sessionKey(token) }]);
  const session = items.StoredSession.safeParse(found).data;
  await dynamo.transact([
    items.dropSession(token),
    items.dropSession(next),
    ...(session ? [items.dropDevice(session.person, session.device)] : []),
  ]);
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
  const opened = items.newSession(session, { by: 'desk', means: '' });
  const written = await dynamo.transact([items.claimDesk(scanHash), ...opened]);
  return written.ok ? ok() : fail('desk-gone');
}

/** Signs a person out on one device. */
export async function signOutDevice(dynamo: Dynamo, person: Id, device: Id): Promise<void> {
  await dynamo.transact([items.dropDevice(person, device)]);
}

/** Ends every session that a person has at `now`. */
export async function endAllSessions(dynamo: Dynamo, person: Id, now: number): Promise<void> {
  await dynamo.transact([items.endSessions(person, now)]);
}
