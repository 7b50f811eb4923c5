import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Registration } from '#shared/registration/contract';
import { unanswered } from '#shared/registration/rules';
import { fail, ok, type Result } from '#shared/result';
import type { LegalDate } from '#shared/time';
import { type PlannedElection, plannedIn, timetableAt } from '../election/planned-items';
import { audit } from '../platform/audit';
import type { Dynamo } from '../platform/dynamo';
import { headKey, standsOn, StoredHead, StoredTie, tieKey } from '../roll/items';
import { publishedAt, publishedOn } from '../roll/publication-items';
import * as items from './items';

const TRIES = 5;
/** As many as are read at once. */
const PAGE = 500;

/** The election that people register for, with the day its roll was published, once it is. */
export type RegisteringElection = PlannedElection & { publishedOn: LegalDate | undefined };

/** Whose registration changes how, and who does it. */
export interface Change {
  village: AreaCode;
  entry: Id;
  change: (before: Registration, election: RegisteringElection) => Result<Registration>;
  actor: Id;
  action: string;
}

/** Changes what is known of an entry that stands on the village's roll. */
export async function change(dynamo: Dynamo, asked: Change, now: number): Promise<Result<Registration>> {
  const place = await readPlace(dynamo, asked.village);
  return place.ok ? write(dynamo, asked, place.value, now) : place;
}

/** The election and the roll that an answer is given to. */
interface Place {
  election: RegisteringElection;
  version: number;
}

async function readPlace(dynamo: Dynamo, village: AreaCode): Promise<Result<Place>> {
  return placeIn(await dynamo.batchGet([timetableAt(village), publishedAt(village), headAt(village)]));
}

const headAt = (village: AreaCode) => ({ table: 'people' as const, key: headKey(village) });

type Found = readonly (Record<string, unknown> | undefined)[];

function electionIn([timetable, published]: Found): RegisteringElection | undefined {
  const election = plannedIn(timetable);
  return election && { ...election, publishedOn: publishedOn(published, election.term) };
}

/** In what was read of timetable, publication and head, in this order. */
function placeIn(found: Found): Result<Place> {
  const election = electionIn(found);
  if (!election) return fail('election-unplanned');
  const head = found[2];
  return ok({ election, version: head ? StoredHead.parse(head).version : 0 });
}

async function write(
  dynamo: Dynamo,
  { village, entry, change: decide, actor, action }: Change,
  { election, version }: Place,
  now: number,
): Promise<Result<Registration>> {
  const { term } = election;
  const onRoll = standsOn({ village, version }, entry);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await dynamo.get('people', items.registrationKey(village, term, entry));
    const before = found && items.StoredRegistration.parse(found);
    const next = decide(before?.registration ?? unanswered(entry), election);
    if (!next.ok || next.value === before?.registration) return next;
    const revision = (before?.revision ?? 0) + 1;
    const event = audit({
      entity: `REGISTRATION#${village}#${term}#${entry}`,
      revision,
      previous: before?.auditHash ?? '',
      actor,
      action,
      at: now,
    });
    const after = { registration: next.value, revision, auditHash: event.auditHash };
    const writes = [...onRoll, items.putRegistration(village, term, after), event.write];
    const written = await dynamo.transact(writes);
    if (written.ok) return next;
    if (written.failed.some((index) => index < onRoll.length)) return fail('roll-unlisted');
  }
  return fail('busy');
}

/** The signed-in person's tie in a village, with the election; nothing where there is none. */
export async function readTied(dynamo: Dynamo, village: AreaCode, person: Id) {
  const [tied, ...found] = await dynamo.batchGet([
    { table: 'people', key: tieKey(person) },
    timetableAt(village),
    publishedAt(village),
    headAt(village),
  ]);
  const tie = tied && StoredTie.parse(tied);
  if (tie?.area !== village) return fail('roll-needed');
  const place = placeIn(found);
  return place.ok ? ok({ tie, ...place.value }) : place;
}

/** Changes the signed-in person's own registration. */
export async function changeOwn(
  dynamo: Dynamo,
  { village, person }: { village: AreaCode; person: Id },
  decide: Change['change'],
  now: number,
): Promise<Result<Registration>> {
  const tied = await readTied(dynamo, village, person);
  if (!tied.ok) return tied;
  const { entry } = tied.value.tie;
  const asked = { village, entry, change: decide, actor: person, action: 'answer' };
  const written = await write(dynamo, asked, tied.value, now);
  return !written.ok && written.error.code === 'roll-unlisted' ? fail('roll-dropped') : written;
}

/** What is known of the signed-in person's entry. */
export async function readOwn(dynamo: Dynamo, village: AreaCode, person: Id) {
  const tied = await readTied(dynamo, village, person);
  if (!tied.ok) return tied.error.code === 'election-unplanned' ? fail('not-found') : tied;
  const { tie, election } = tied.value;
  const found = await dynamo.get('people', items.registrationKey(village, election.term, tie.entry));
  const registration = found ? items.StoredRegistration.parse(found).registration : unanswered(tie.entry);
  return ok({ tie, election, registration });
}

/** Some of what is known of a village's entries, from where the page before ended. */
export async function readPage(dynamo: Dynamo, village: AreaCode, after: Id | undefined) {
  const election = electionIn(await dynamo.batchGet([timetableAt(village), publishedAt(village)]));
  if (!election) return fail('not-found');
  const range = items.registrationRange(village, election.term);
  const from = after && { after: items.registrationKey(village, election.term, after).SK };
  const found = await dynamo.query('people', { ...range, limit: PAGE, ...from });
  const registrations = found.map((item) => items.StoredRegistration.parse(item).registration);
  const next = registrations[PAGE - 1]?.entry;
  return ok({ election, registrations, ...(next && { next }) });
}
