import type { AreaCode } from '#shared/area/code';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import type { EndReason } from '#shared/identity/contract';
import type { Grant } from '#shared/identity/grant';
import { endingUnder, leavesNobody } from '#shared/identity/rules';
import type { Role } from '#shared/identity/role';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { officersOf, StoredOfficer } from '../directory/items';
import { audit } from '../platform/audit';
import type { Caller } from '../platform/authenticate';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import { countOne, HOUR } from '../roll/items';
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

/** A person's phones and passkeys. */
export async function readDevices(
  dynamo: Dynamo,
  person: Id,
): Promise<{ phones: items.StoredPhone[]; passkeys: items.StoredPasskey[] }> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}` });
  const under = (prefix: string) => found.filter(({ SK }) => String(SK).startsWith(prefix));
  return {
    phones: under(items.PHONES).map((item) => items.StoredPhone.parse(item)),
    passkeys: under(items.PASSKEYS).map((item) => items.StoredPasskey.parse(item)),
  };
}

/** A phone as it is added on a day; the chain of its audit events begins with it. */
function phoneAdded(person: Id, added: Omit<items.StoredPhone, 'auditHash'>, now: number) {
  const { write, auditHash } = audit({
    entity: `PHONE#${added.phone}`,
    revision: 1,
    previous: '',
    actor: person,
    action: 'bind phone',
    at: now,
  });
  return { write, phone: { ...added, auditHash } };
}

/** Offers a second phone; the same request again is answered as the first. */
export async function offerPhone(
  dynamo: Dynamo,
  codeHash: string,
  offer: items.StoredPhoneOffer,
  now: number,
): Promise<Result<{ until: number }>> {
  const written = await dynamo.transact([items.offerPhone(codeHash, offer, now)]);
  if (written.ok) return ok({ until: offer.until });
  const stands = items.StoredPhoneOffer.safeParse(await dynamo.get('people', items.codeKey(codeHash)));
  const isSame = stands.data?.person === offer.person && stands.data.id === offer.id;
  return stands.success && isSame ? ok({ until: stands.data.until }) : fail('conflict');
}

/** A phone that types figures: its WeChat by hash, the figures by hash, and by what its tries are counted. */
interface Binding {
  openidHash: string;
  codeHash: string;
  triedBy: string;
  /** The id it gets. */
  phone: Id;
}

/** Makes a phone another of whoever offered it; every try of its WeChat counts. */
export async function bindPhone(dynamo: Dynamo, asked: Binding, now: number): Promise<Result<void>> {
  const { openidHash, codeHash, triedBy, phone } = asked;
  const counted = countOne(triedBy, Math.floor(now / HOUR), PHONE_TRIES_AN_HOUR);
  const refuse = async (code: 'phone-code-unknown' | 'phone-taken') => {
    const written = await dynamo.transact([counted]);
    return fail(written.ok ? code : 'too-many-tries');
  };
  const [offered, tied] = await dynamo.batchGet([
    { table: 'people', key: items.codeKey(codeHash) },
    { table: 'people', key: items.wechatKey(openidHash) },
  ]);
  const offer = items.StoredPhoneOffer.safeParse(offered).data;
  const before = tied && items.StoredWechat.parse(tied);
  if (offer && before?.person === offer.person) return ok();
  if (!offer || offer.until <= now || offer.usedBy !== undefined) return refuse('phone-code-unknown');
  if (before && items.isSomebody(await dynamo.query('people', { PK: `PERSON#${before.person}` })))
    return refuse('phone-taken');
  const { person, name } = offer;
  const day = dayOf(now);
  const added = phoneAdded(person, { phone, openidHash, name, since: day, usedOn: day }, now);
  const written = await dynamo.transact([
    counted,
    items.usePhoneOffer(codeHash, offer, openidHash),
    ...items.newPhone(person, added.phone, before),
    ...(before ? [items.staysNobody(before.person), items.endSessions(before.person, now)] : []),
    added.write,
  ]);
  if (written.ok) return ok();
  return written.failed.includes(0) ? fail('too-many-tries') : refuse('phone-code-unknown');
}

/** How often the WeChat of a phone may type figures in an hour. */
const PHONE_TRIES_AN_HOUR = 5;

/** Unbinds a phone and ends all sessions; one that is gone already is no failure. */
export async function unbindPhone(dynamo: Dynamo, person: Id, phone: Id, now: number): Promise<Result<void>> {
  const { phones } = await readDevices(dynamo, person);
  const stored = phones.find((one) => one.phone === phone);
  if (!stored) return ok();
  const other = phones.find((one) => one.phone !== phone);
  if (!other) return fail('phone-last');
  const { write } = audit({
    entity: `PHONE#${phone}`,
    revision: stored.auditHash === '' ? 1 : 2,
    previous: stored.auditHash,
    actor: person,
    action: 'unbind phone',
    at: now,
  });
  const written = await dynamo.transact([
    ...items.dropPhone(person, stored, other.phone),
    items.endSessions(person, now),
    write,
  ]);
  return unlessConflict(written);
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

/** A person's passkeys. */
export async function readPasskeys(dynamo: Dynamo, person: Id): Promise<items.StoredPasskey[]> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}`, begins: items.PASSKEYS });
  return found.map((item) => items.StoredPasskey.parse(item));
}

/** A person's passkey of that credential id, and what they have been granted; undefined where there is none. */
export async function readPasskeyHolder(
  dynamo: Dynamo,
  person: Id,
  credential: string,
): Promise<{ passkey: items.StoredPasskey; grants: Grant[] } | undefined> {
  const found = await dynamo.query('people', { PK: `PERSON#${person}` });
  const item = found.find(({ SK }) => SK === `${items.PASSKEYS}${credential}`);
  if (!item) return undefined;
  const grants = found.filter(({ SK }) => String(SK).startsWith(items.GRANTS));
  return {
    passkey: items.StoredPasskey.parse(item),
    grants: grants.map((grant) => items.StoredGrant.parse(grant)),
  };
}

/** A challenge that is being answered, by its hash. */
export interface Spent {
  challengeHash: string;
  until: number;
}

/** Adds a passkey and spends the challenge it was made for; the same passkey again is no failure. */
export async function addPasskey(
  dynamo: Dynamo,
  person: Id,
  passkey: Omit<items.StoredPasskey, 'auditHash'>,
  { challengeHash, until }: Spent,
  now: number,
): Promise<Result<void>> {
  const { credential } = passkey;
  const { write, auditHash } = audit({
    entity: passkeyEntity(person, credential),
    revision: 1,
    previous: '',
    actor: person,
    action: 'add passkey',
    at: now,
  });
  const written = await dynamo.transact([
    items.spendChallenge(challengeHash, until),
    items.newPasskey(person, { ...passkey, auditHash }),
    write,
  ]);
  if (written.ok) return ok();
  const known = await readPasskeys(dynamo, person);
  return known.some((one) => one.credential === credential) ? ok() : fail('passkey-unfit');
}

function passkeyEntity(person: Id, credential: string): string {
  return `PASSKEY#${person}#${credential}`;
}

/** Removes a passkey; one that is gone already is no failure. */
export async function removePasskey(
  dynamo: Dynamo,
  person: Id,
  credential: string,
  now: number,
): Promise<Result<void>> {
  const known = await readPasskeys(dynamo, person);
  const passkey = known.find((one) => one.credential === credential);
  if (!passkey) return ok();
  const { write } = audit({
    entity: passkeyEntity(person, credential),
    revision: 2,
    previous: passkey.auditHash,
    actor: person,
    action: 'remove passkey',
    at: now,
  });
  return unlessConflict(await dynamo.transact([items.dropPasskey(person, credential), write]));
}

/** Opens a session by a passkey, spends the challenge it answered, and puts down that it was used. */
export async function openByPasskey(
  dynamo: Dynamo,
  passkey: items.StoredPasskey,
  after: { signCount: number; usedOn: number },
  { challengeHash, until }: Spent,
  session: items.NewSession,
): Promise<Result<void>> {
  const written = await dynamo.transact([
    items.spendChallenge(challengeHash, until),
    items.usePasskey(session.person, passkey, after),
    items.newSession(session),
  ]);
  return written.ok ? ok() : fail('passkey-refused');
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

/** One chain per code: who made the invitation, who took it up, who ended what it gave. */
function codeAudit(codeHash: string, action: string, actor: Id, at: number, before = NOTHING_BEFORE) {
  const revision = before.revision + 1;
  const previous = before.auditHash;
  const { write, auditHash } = audit({ entity: `GRANT#${codeHash}`, revision, previous, actor, action, at });
  return { write, stands: { chain: codeHash, revision, auditHash } };
}

const NOTHING_BEFORE = { revision: 0, auditHash: '' };

function actionOf(verb: 'invite' | 'accept' | 'found' | 'end', { role, area }: Grant): string {
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
  const { grant, name, until, usedBy, by, right, under, auditHash } = parsed.data;
  if (usedBy === person) return ok(grant);
  if (usedBy !== undefined || until <= now) return fail('invitation-unknown');
  if (by === person) return fail('invitation-own');
  const { role, area } = grant;
  const accepted = codeAudit(codeHash, actionOf('accept', grant), person, now, { revision: 1, auditHash });
  const written = await dynamo.transact([
    items.stillHolds(by, under),
    ...items.useInvitation(codeHash, area, person, accepted.stands.auditHash),
    ...items.newGrant(area, { person, role, name, since: dayOf(now), ...accepted.stands }),
    accepted.write,
    ...(right === 'first-officer' ? [items.staffOffice(grant.area, person)] : []),
  ]);
  if (written.ok) return ok(grant);
  const [first] = written.failed;
  if (first === 0) return fail('invitation-unknown');
  if (first !== 1) return fail('office-staffed');
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
  const founded = codeAudit(codeHash, actionOf('found', grant), person, now);
  const held = { person, role: grant.role, name: '', since: dayOf(now), ...founded.stands };
  const written = await dynamo.transact([
    items.useFounding(codeHash, person),
    ...items.newGrant(county, held),
    founded.write,
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
  invitation: Pick<items.StoredInvitation, 'grant' | 'name' | 'by' | 'right' | 'under' | 'until'>,
  now: number,
): Promise<Result<{ until: number }>> {
  const { grant, by, until } = invitation;
  const { write, stands } = codeAudit(codeHash, actionOf('invite', grant), by, now);
  const stored = { kind: 'invitation' as const, ...invitation, auditHash: stands.auditHash };
  const written = await dynamo.transact([...items.newInvitation(codeHash, stored), write]);
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
  session: items.NewSession,
): Promise<Result<void>> {
  const written = await dynamo.transact([items.claimDesk(scanHash), items.newSession(session)]);
  return written.ok ? ok() : fail('desk-gone');
}

/** Ends every session that a person has at `now`. */
export async function endAllSessions(dynamo: Dynamo, person: Id, now: number): Promise<void> {
  await dynamo.transact([items.endSessions(person, now)]);
}

/** Who works in an area and what is offered there. */
export async function readStaff(dynamo: Dynamo, area: AreaCode): Promise<items.StoredStaff> {
  return items.staffOf(await dynamo.query('people', { PK: items.staffPartition(area) }));
}

/** Whose keys an area's offices have enrolled, with their ids in the directory. */
export async function readEnrolled(
  dynamo: Dynamo,
  county: AreaCode,
  area: AreaCode,
): Promise<{ person: Id; id: number }[]> {
  const offices = ([DISCIPLINE, ELECTION] as const).map((kind) => officersOf(county, { area, kind }));
  const found = await Promise.all(offices.map((range) => dynamo.query('affairs', range)));
  return found.flat().map((item) => StoredOfficer.parse(item));
}

/** A grant to be ended, as the area's list showed it at `from`. */
interface Ending {
  area: AreaCode;
  from: number;
  person: Id;
  role: Role;
  reason: EndReason;
}

/** Ends a grant with its holder's sessions; one that has ended already is no failure. */
export async function endGrant(
  dynamo: Dynamo,
  { area, from, person, role, reason }: Ending,
  by: Caller,
  now: number,
): Promise<Result<void>> {
  const under = endingUnder(by.grants, role, area);
  if (!under) return fail('forbidden');
  const staff = await readStaff(dynamo, area);
  const held = staff.held.find((one) => one.person === person && one.role === role);
  if (!held) return ok();
  if (staff.revision !== from) return fail('conflict');
  if (leavesNobody(staff.held, { person, role }, by.person)) return fail('grant-last');
  const action = `${actionOf('end', { role, area })} ${reason}`;
  const ended = codeAudit(held.chain, action, by.person, now, held);
  // Whoever lost their own grant a moment ago ends nobody's with the token they still have.
  const isOwn = person === by.person && under.role === role && under.area === area;
  const written = await dynamo.transact([
    ...items.endGrant(area, held, from),
    ...(isOwn ? [] : [items.stillHolds(by.person, under)]),
    items.endSessions(person, now),
    ended.write,
  ]);
  return unlessConflict(written);
}
