import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Assembly, Minutes } from '#shared/meeting/contract';
import type { MeetingElection } from '#shared/meeting/rules';
import { fail, ok, type Result } from '#shared/result';
import { electionKey, StoredBody } from '../election/items';
import { audit } from '../platform/audit';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import * as items from './items';

/** Where minutes lie. */
export interface MinutesPlace {
  village: AreaCode;
  id: Id;
}

const electionAt = (village: AreaCode) => ({ table: 'affairs' as const, key: electionKey(village) });

function electionIn(item: Record<string, unknown> | undefined): MeetingElection | undefined {
  return item && StoredBody.parse(item).timetable;
}

/** Writes what follows from the minutes that stand; what changes nothing is not written. */
export async function change(
  dynamo: Dynamo,
  { village, id }: MinutesPlace,
  act: { actor: Id; action: string; at: number },
  decide: (before: Minutes | undefined, election: MeetingElection | undefined) => Result<Minutes>,
): Promise<Result<Minutes>> {
  const [timetable, list, item] = await dynamo.batchGet([
    electionAt(village),
    { table: 'affairs', key: items.assemblyKey(village) },
    { table: 'affairs', key: items.minutesKey(village, id) },
  ]);
  const before = item && items.StoredMinutes.parse(item);
  const election = electionIn(timetable);
  const seen = list && items.StoredAssembly.parse(list);
  const next = decide(before?.minutes, election && { ...election, assembly: seen?.assembly });
  if (!next.ok || next.value === before?.minutes) return next;
  const { revision } = next.value;
  const previous = before?.auditHash ?? '';
  const { write, auditHash } = audit({ entity: `MINUTES#${id}`, revision, previous, ...act });
  const after = { minutes: next.value, revision, auditHash };
  const writes = [...items.putMinutes(after, before), items.stillAssembly(village, seen), write];
  const written = unlessConflict(await dynamo.transact(writes));
  return written.ok ? next : written;
}

/** The minutes of a village's election, by the day of the meeting. */
export async function readAll(
  dynamo: Dynamo,
  village: AreaCode,
): Promise<Result<MeetingElection & { minutes: Minutes[] }>> {
  const [[timetable], found] = await Promise.all([
    dynamo.batchGet([electionAt(village)]),
    dynamo.query('affairs', items.minutesRange(village)),
  ]);
  const election = electionIn(timetable);
  if (!election) return fail('not-found');
  const minutes = found
    .map((item) => items.StoredMinutes.parse(item).minutes)
    .filter(({ term }) => term === election.term)
    .sort((a, b) => (begun(a) < begun(b) ? -1 : 1));
  return ok({ ...election, minutes });
}

const begun = ({ text: { day, from }, id }: Minutes): string => `${day} ${from} ${id}`;

/** One meeting's minutes and the versions that were corrected, oldest first. */
export async function readOne(
  dynamo: Dynamo,
  { village, id }: MinutesPlace,
): Promise<Result<{ minutes: Minutes; earlier: Minutes[] }>> {
  const [item, earlier] = await Promise.all([
    dynamo.get('affairs', items.minutesKey(village, id)),
    dynamo.query('affairs', items.keptRange(village, id)),
  ]);
  if (!item) return fail('not-found');
  const { minutes } = items.StoredMinutes.parse(item);
  return ok({ minutes, earlier: earlier.map((one) => items.StoredKept.parse(one).minutes) });
}

/** Who makes up a village's meeting of representatives. */
export async function readAssembly(dynamo: Dynamo, village: AreaCode): Promise<Result<Assembly>> {
  const found = await dynamo.get('affairs', items.assemblyKey(village));
  return found ? ok(items.StoredAssembly.parse(found).assembly) : fail('not-found');
}

/** Writes what follows from the list that stands; what changes nothing is not written. */
export async function changeAssembly(
  dynamo: Dynamo,
  village: AreaCode,
  { actor, at }: { actor: Id; at: number },
  decide: (before: Assembly | undefined, election: MeetingElection) => Result<Assembly>,
): Promise<Result<Assembly>> {
  const [timetable, found] = await dynamo.batchGet([
    electionAt(village),
    { table: 'affairs', key: items.assemblyKey(village) },
  ]);
  const election = electionIn(timetable);
  if (!election) return fail('election-unplanned');
  const before = found && items.StoredAssembly.parse(found);
  const next = decide(before?.assembly, election);
  if (!next.ok || next.value === before?.assembly) return next;
  const { revision } = next.value;
  const entity = `ASSEMBLY#${village}`;
  const previous = before?.auditHash ?? '';
  const { write, auditHash } = audit({ entity, revision, previous, actor, action: 'keep', at });
  const after = { assembly: next.value, revision, auditHash };
  const written = unlessConflict(await dynamo.transact([items.putAssembly(after), write]));
  return written.ok ? next : written;
}
