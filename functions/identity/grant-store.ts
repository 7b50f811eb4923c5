import type { AreaCode } from '#shared/area/code';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import { holdsKeysOf, keyOfficeOf, worksAt } from '#shared/directory/standing';
import type { EndReason } from '#shared/identity/contract';
import type { Grant } from '#shared/identity/grant';
import { endingUnder, leavesNobody } from '#shared/identity/rules';
import type { Role } from '#shared/identity/role';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { leaving, officerKey, officersOf, StoredOfficer } from '../directory/items';
import { audit } from '../platform/audit';
import type { Caller } from '../platform/authenticate';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import type { Write } from '../platform/item';
import * as items from './grant-items';
import { codeKey, endSessions } from './items';

/** One chain per code: who made the invitation, who took it up, who ended what it gave. */
function codeAudit(codeHash: string, action: string, actor: Id, at: number, before = NOTHING_BEFORE) {
  const revision = before.revision + 1;
  const previous = before.auditHash;
  const { write, auditHash } = audit({ entity: `GRANT#${codeHash}`, revision, previous, actor, action, at });
  return { write, stands: { chain: codeHash, revision, auditHash } };
}

const NOTHING_BEFORE = { revision: 0, auditHash: '' };

function actionOf(verb: 'invite' | 'accept' | 'withdraw' | 'found' | 'end', { role, area }: Grant): string {
  return `${verb} ${role} ${area}`;
}

/** Takes up somebody else's invitation; the same person again gets the same answer. */
export async function takeInvitation(
  dynamo: Dynamo,
  codeHash: string,
  person: Id,
  now: number,
): Promise<Result<Grant>> {
  const item = await dynamo.get('people', codeKey(codeHash));
  const parsed = items.StoredInvitation.safeParse(item);
  if (!parsed.success) return fail('invitation-unknown');
  const { grant, name, until, usedBy, withdrawn, by, right, under, auditHash } = parsed.data;
  if (usedBy === person) return ok(grant);
  if (usedBy !== undefined || withdrawn || until <= now) return fail('invitation-unknown');
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
  const used = items.StoredInvitation.safeParse(await dynamo.get('people', codeKey(codeHash)));
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
  const spent = items.StoredFounding.parse(await dynamo.get('people', codeKey(codeHash)));
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
  const found = items.StoredInvitation.safeParse(await dynamo.get('people', codeKey(codeHash)));
  if (!found.success) return fail('conflict');
  const first = found.data;
  const same = !first.withdrawn && first.grant.role === grant.role && first.grant.area === grant.area;
  return same ? ok({ until: first.until }) : fail('conflict');
}

/** Takes back an invitation that nobody has used; one that is gone from the list already is no failure. */
export async function withdrawInvitation(
  dynamo: Dynamo,
  { area, offer }: { area: AreaCode; offer: string },
  by: Caller,
  now: number,
): Promise<Result<void>> {
  const item = await dynamo.get('people', codeKey(offer));
  const stands = items.StoredInvitation.safeParse(item).data;
  if (stands?.grant.area !== area) return fail('not-found');
  const { grant, auditHash, usedBy, withdrawn } = stands;
  const under = endingUnder(by.grants, grant.role, area);
  if (!under && stands.by !== by.person) return fail('forbidden');
  if (withdrawn) return ok();
  if (usedBy !== undefined) return fail('invitation-used');
  const ended = codeAudit(offer, actionOf('withdraw', grant), by.person, now, { revision: 1, auditHash });
  const written = await dynamo.transact([
    ...items.withdrawInvitation(offer, area, ended.stands.auditHash),
    ended.write,
  ]);
  return unlessConflict(written);
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
  { dynamo, county }: { dynamo: Dynamo; county: AreaCode },
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
  const left = await leftKeys({ dynamo, county }, staff.held, held, area, { actor: by.person, now });
  const action = `${actionOf('end', { role, area })} ${reason}`;
  const ended = codeAudit(held.chain, action, by.person, now, held);
  // Whoever lost their own grant a moment ago ends nobody's with the token they still have.
  const isOwn = person === by.person && under.role === role && under.area === area;
  const written = await dynamo.transact([
    ...items.endGrant(area, held, from),
    ...(isOwn ? [] : [items.stillHolds(by.person, under)]),
    endSessions(person, now),
    ended.write,
    ...left,
  ]);
  return unlessConflict(written);
}

/** Ends the listing of the keys that somebody holds by a grant, unless another grant of theirs keeps them. */
async function leftKeys(
  { dynamo, county }: { dynamo: Dynamo; county: AreaCode },
  all: readonly items.StoredHeld[],
  { person, role }: items.StoredHeld,
  area: AreaCode,
  by: { actor: Id; now: number },
): Promise<Write[]> {
  const office = keyOfficeOf({ role, area });
  const found = office && (await dynamo.get('affairs', officerKey(county, office, person)));
  if (!found) return [];
  const staying = all
    .filter((one) => one.person === person && one.role !== role)
    .map((one): Grant => ({ role: one.role, area }));
  const becomes = { left: !holdsKeysOf(staying, office), handles: worksAt(staying, office) };
  return leaving(county, office, StoredOfficer.parse(found), becomes, by);
}
