import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Decided, Objection, ObjectionText } from '#shared/objection/contract';
import * as rules from '#shared/objection/rules';
import { fail, ok, type Result } from '#shared/result';
import { keptUntil } from '#shared/retention/kept';
import { dayOfDate, type LegalDate, startOfDay } from '#shared/time';
import { plannedIn, timetableAt } from '../election/planned-items';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import type { Write } from '../platform/item';
import { headKey, StoredHead } from '../roll/items';
import { publishedAt, publishedOn } from '../roll/publication-items';
import * as items from './items';

const TRIES = 5;
/** What one person may file on the phone; more is brought to the counter. */
const MOST_A_PERSON = 20;

type Item = Record<string, unknown> | undefined;

/** The day the roll was published goes before the one that was planned. */
function electionIn(item: Item, published: Item): rules.ObjectionElection | undefined {
  const election = plannedIn(item);
  return election && { ...election, publishedOn: publishedOn(published, election.term) };
}

/** Who files what, when, and how. */
export interface Filing {
  village: AreaCode;
  id: Id;
  text: ObjectionText;
  receivedOn: LegalDate;
  /** Who is signed in: the person, or the clerk to whom it was brought. */
  actor: Id;
  atCounter: boolean;
}

/** Files an objection under the village's next number. The same again is answered with the one that stands. */
export async function file(dynamo: Dynamo, filing: Filing, now: number): Promise<Result<Objection>> {
  const { village: area, id, receivedOn, atCounter } = filing;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = await readKnown(dynamo, filing, now);
    const before = known.stored?.objection;
    const { count } = known;
    const at = { id, area, count, receivedOn, atCounter };
    const next = rules.fileObjection(before, known.election, at, filing.text);
    if (!next.ok || next.value === before) return next;
    if (known.filed.length >= MOST_A_PERSON) return fail('objections-full');
    if ((await dynamo.transact(filingWrites(filing, known, next.value, now))).ok) return next;
  }
  return fail('busy');
}

/** What a filing is decided from. */
interface Known {
  election: rules.ObjectionElection | undefined;
  stored: items.StoredObjection | undefined;
  /** Of this election; the revision counts on. */
  count: number;
  countRevision: number;
  /** What the person filed before; a clerk's are not counted. */
  filed: items.StoredFiled['filed'];
  filedUntil: number;
  filedRevision: number;
}

function endsAt(electionDay: LegalDate): number {
  return startOfDay(dayOfDate(keptUntil(electionDay)) + 1);
}

async function readKnown(
  dynamo: Dynamo,
  { village, id, actor, atCounter }: Filing,
  now: number,
): Promise<Known> {
  const [timetable, published, counted, objection, list] = await dynamo.batchGet([
    timetableAt(village),
    publishedAt(village),
    { table: 'people', key: items.countKey(village) },
    { table: 'people', key: items.objectionKey(village, id) },
    ...(atCounter ? [] : [{ table: 'people' as const, key: items.filedKey(actor) }]),
  ]);
  const election = electionIn(timetable, published);
  const count = counted && items.StoredCount.parse(counted);
  return {
    election,
    stored: objection && items.StoredObjection.parse(objection),
    count: count && count.term === election?.term ? count.count : 0,
    countRevision: count?.revision ?? 0,
    ...filedBefore(list, now, election),
  };
}

/** What a person has filed; from when it ends on, it counts no more. */
function filedBefore(
  list: Record<string, unknown> | undefined,
  now: number,
  election: rules.ObjectionElection | undefined,
): Pick<Known, 'filed' | 'filedUntil' | 'filedRevision'> {
  const ends = election ? endsAt(election.electionDay) : 0;
  if (!list) return { filed: [], filedUntil: ends, filedRevision: 0 };
  const { filed, expiresAt, revision } = items.StoredFiled.parse(list);
  return {
    filed: expiresAt > now ? filed : [],
    filedUntil: Math.max(expiresAt, ends),
    filedRevision: revision,
  };
}

function filingWrites(filing: Filing, known: Known, objection: Objection, now: number): Write[] {
  const { village: area, id, actor, atCounter } = filing;
  const action = atCounter ? 'file at the counter' : 'file';
  const entity = `OBJECTION#${id}`;
  const { write, auditHash } = audit({ entity, revision: 1, previous: '', actor, action, at: now });
  const { term, number } = objection;
  const filed = {
    filed: [...known.filed, { area, id }],
    expiresAt: known.filedUntil,
    revision: known.filedRevision + 1,
  };
  return [
    items.putObjection({ objection, auditHash }),
    items.putCount(area, { term, count: number, revision: known.countRevision + 1 }),
    ...(atCounter ? [] : [items.putFiled(actor, filed)]),
    write,
  ];
}

/** Puts down the decision of an objection; whoever decided meanwhile was first. */
export async function decide(
  dynamo: Dynamo,
  { village, id }: { village: AreaCode; id: Id },
  decision: (before: Objection | undefined, roll: number) => Result<Decided>,
  { actor, now }: { actor: Id; now: number },
): Promise<Result<Objection>> {
  const [item, head] = await dynamo.batchGet([
    { table: 'people', key: items.objectionKey(village, id) },
    { table: 'people', key: headKey(village) },
  ]);
  const before = item && items.StoredObjection.parse(item);
  const next = decision(before?.objection, versionIn(head));
  if (!next.ok || next.value === before?.objection) return next;
  const { write, auditHash } = audit({
    entity: `OBJECTION#${id}`,
    revision: 2,
    previous: before?.auditHash ?? '',
    actor,
    action: next.value.decision.upheld ? 'uphold' : 'reject',
    at: now,
  });
  const written = await dynamo.transact([items.putDecision({ objection: next.value, auditHash }), write]);
  return written.ok ? next : fail('objection-decided');
}

/** The election, the version of the roll that stands, and the objections of this election by their number. */
export async function readVillage(dynamo: Dynamo, village: AreaCode) {
  const [[timetable, published, head], found] = await Promise.all([
    dynamo.batchGet([timetableAt(village), publishedAt(village), { table: 'people', key: headKey(village) }]),
    dynamo.query('people', items.objectionRange(village)),
  ]);
  const election = electionIn(timetable, published);
  if (!election) return fail('not-found');
  const filed = found
    .map((item) => items.StoredObjection.parse(item).objection)
    .filter(({ term }) => term === election.term)
    .sort((a, b) => a.number - b.number);
  return ok({ election, roll: versionIn(head), filed });
}

/** What a person has filed in a village, newest first, and the village's election. */
export async function readOwn(dynamo: Dynamo, village: AreaCode, person: Id) {
  const [timetable, published, list] = await dynamo.batchGet([
    timetableAt(village),
    publishedAt(village),
    { table: 'people', key: items.filedKey(person) },
  ]);
  const election = electionIn(timetable, published);
  if (!election) return fail('not-found');
  const { filed } = list ? items.StoredFiled.parse(list) : { filed: [] };
  const here = filed.filter(({ area }) => area === village);
  const found = await dynamo.batchGet(
    here.map(({ area, id }) => ({ table: 'people', key: items.objectionKey(area, id) })),
  );
  const own = found.flatMap((item) => (item ? [items.StoredObjection.parse(item).objection] : []));
  return ok({ election, filed: own.reverse() });
}

function versionIn(head: Item): number {
  return head ? StoredHead.parse(head).version : 0;
}
