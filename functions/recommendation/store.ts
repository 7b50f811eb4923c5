import { type AreaCode, townOf } from '#shared/area/code';
import { equalBytes } from '#shared/crypto/bytes';
import { ELECTION, type Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import type { PlanFacts } from '#shared/recommendation/plan';
import { enteredBy, NO_LEAVES } from '#shared/recommendation/logged';
import type { BallotName, OfficeRound, RoundState } from '#shared/recommendation/round';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { officersOf, StoredOfficer } from '../directory/items';
import { audit } from '../platform/audit';
import { CURRENT } from '../platform/directory';
import { type Dynamo, unlessConflict } from '../platform/dynamo';
import type { Write } from '../platform/item';
import { documentKey, publishDocuments } from '../platform/prepared';
import { headKey, StoredHead } from '../roll/items';
import { enterLeaf } from '../transparency/pending-items';
import {
  eligibleDocument,
  lineOf,
  listDocument,
  officeView,
  publicRound,
  roundDocument,
  withLine,
} from './documents';
import * as boards from './board-items';
import * as items from './items';
import * as issuing from './issuing-items';
import { signingKeys } from './signing-keys';

/** A round with what its next change is conditional on. */
export interface FoundRound {
  round: items.StoredRound;
  lines: items.StoredLines;
}

/** Who changes a round, how it is called in the audit, and what else the same transaction writes. */
export interface Act {
  actor: string;
  action: string;
  now: number;
  also?: readonly Write[];
}

/** A round, or undefined. One call. */
export async function findRound(dynamo: Dynamo, area: AreaCode, id: Id): Promise<FoundRound | undefined> {
  const [round, lines] = await dynamo.batchGet([
    { table: 'affairs', key: items.roundKey(area, id) },
    { table: 'affairs', key: items.linesKey(area) },
  ]);
  return round && { round: items.StoredRound.parse(round), lines: linesOf(lines) };
}

function linesOf(item: Record<string, unknown> | undefined): items.StoredLines {
  return item ? items.StoredLines.parse(item) : { lines: [], revision: 0 };
}

/** How many rounds a desk reads at once: more than a village plans from one election to the next. */
const NEWEST = 40;

/** The newest rounds of a village, newest first. Two calls. */
export async function readRounds(dynamo: Dynamo, area: AreaCode): Promise<OfficeRound[]> {
  const planned = await dynamo.query('affairs', items.newestRounds(area, NEWEST));
  const ids = planned.map((item) => items.StoredPlanned.parse(item).id);
  const found = await dynamo.batchGet(
    ids.map((id) => ({ table: 'affairs' as const, key: items.roundKey(area, id) })),
  );
  return found.flatMap((item) => (item ? [items.StoredRound.parse(item)] : []));
}

/** What a plan is checked against: how many are on the roll that stands, and whose signatures the directory knows. */
export async function readPlanFacts(
  dynamo: Dynamo,
  county: AreaCode,
  area: AreaCode,
  now: number,
): Promise<Pick<PlanFacts, 'electorate' | 'signKeyOf'>> {
  const [head, directory] = await dynamo.batchGet([
    { table: 'people', key: headKey(area) },
    { table: 'public', key: documentKey({ area: county, name: CURRENT }) },
  ]);
  return {
    electorate: head ? StoredHead.parse(head).entries : 0,
    signKeyOf: signingKeys(directory, dayOf(now)),
  };
}

/** The election officers of a village and its town whose signing keys are in the published directory. */
export async function readOfficers(
  dynamo: Dynamo,
  county: AreaCode,
  area: AreaCode,
  now: number,
): Promise<{ officer: number; name: string; area: AreaCode }[]> {
  const directory = await dynamo.get('public', documentKey({ area: county, name: CURRENT }));
  const signKeyOf = signingKeys(directory, dayOf(now));
  const offices = [area, townOf(area)].map((one): Office => ({ area: one, kind: ELECTION }));
  const found = await Promise.all(
    offices.map((office) =>
      dynamo.query('affairs', officersOf(county, office)).then((all) => ({ office, all })),
    ),
  );
  return found.flatMap(({ office, all }) =>
    all
      .map((item) => StoredOfficer.parse(item))
      .filter(({ id, devices, left }) => {
        const listed = signKeyOf(office.area, id) ?? NO_KEY;
        return !left && devices.some(({ signPk }) => equalBytes(listed, signPk));
      })
      .map(({ id, name }) => ({ officer: id, name, area: office.area })),
  );
}
const NO_KEY = new Uint8Array(0);

/** Starts a round; the same draft again is answered with what became of the first. */
export async function createRound(
  dynamo: Dynamo,
  county: AreaCode,
  round: Omit<items.StoredRound, 'auditHash' | 'revision' | 'leaves'>,
  eligible: string,
  actor: string,
): Promise<Result<OfficeRound>> {
  const entity = `ROUND#${round.id}`;
  const event = audit({ entity, revision: 1, previous: '', actor, action: 'plan', at: round.createdAt });
  const stored = { ...round, leaves: NO_LEAVES, revision: 1, auditHash: event.auditHash };
  const written = await dynamo.transact([
    items.putRound(stored, undefined),
    items.putPlanned(stored),
    event.write,
    ...items.moveDue(county, undefined, stored),
    ...publishDocuments(round.area, { [eligibleDocument(round.id)]: { document: eligible } }),
  ]);
  if (written.ok) return ok(officeView(stored));
  const first = await findRound(dynamo, round.area, round.id);
  return first?.round.draftHash === round.draftHash ? ok(officeView(first.round)) : fail('conflict');
}

/** Writes the next state of a round, its documents, its mark in the schedule and its audit event, or nothing. */
export async function advance(
  dynamo: Dynamo,
  county: AreaCode,
  found: FoundRound,
  state: RoundState,
  act: Act,
): Promise<Result<OfficeRound>> {
  const before = found.round;
  const revision = before.revision + 1;
  const event = audit({
    entity: `ROUND#${before.id}`,
    revision,
    previous: before.auditHash,
    actor: act.actor,
    action: act.action,
    at: act.now,
  });
  const { entered, leaves } = enteredBy(before, state, act.now);
  const after = { ...before, state, leaves, revision, auditHash: event.auditHash };
  const written = await dynamo.transact([
    items.putRound(after, before),
    event.write,
    ...items.moveDue(county, before, after),
    ...publication(found, after),
    ...entered.flatMap(enterLeaf),
    ...(act.also ?? []),
  ]);
  const stored = unlessConflict(written);
  return stored.ok ? ok(officeView(after)) : stored;
}

/** The public side of a change. A round that was never shown to anybody is called off in silence. */
function publication({ round: before, lines }: FoundRound, after: items.StoredRound): Write[] {
  const line = lineOf(after);
  const document = publicRound(after);
  if (!line || !document || (after.state.kind === 'cancelled' && !lineOf(before))) return [];
  const list = withLine(lines.lines, line);
  return [
    items.putLines(after.area, list, lines.revision),
    ...publishDocuments(after.area, { [roundDocument(after.id)]: document, [listDocument]: list }),
  ];
}

/** A page of the frozen board; undefined before the closing and past the end. */
export async function readBoardPage(
  dynamo: Dynamo,
  ballot: BallotName,
  page: number,
): Promise<boards.StoredBoardPage | undefined> {
  const item = await dynamo.get('affairs', boards.boardKey(ballot, page));
  return item && boards.StoredBoardPage.parse(item);
}

const DAY = 86_400;

/** Records that somebody on the roll recommended on paper, and who recorded it, to the day; again changes nothing. */
export async function recordPaper(
  dynamo: Dynamo,
  ballot: BallotName,
  area: AreaCode,
  entry: Id,
  { actor, now }: Pick<Act, 'actor' | 'now'>,
): Promise<Result<undefined>> {
  const head = await dynamo.get('people', headKey(area));
  const roll = { village: area, version: head ? StoredHead.parse(head).version : 0 };
  const flag = issuing.issue(ballot, roll, entry, { by: 'paper' });
  const entity = `PAPER#${ballot.round}#${ballot.position}#${entry}`;
  const event = audit({ entity, revision: 1, previous: '', actor, action: 'paper', at: dayOf(now) * DAY });
  const written = await dynamo.transact([...flag, event.write]);
  if (written.ok) return ok(undefined);
  if (written.failed.includes(0)) return fail('round-closed');
  if (written.failed.includes(1)) return fail('already-on-phone');
  // Only the event failed: it was recorded before, and whoever did that stands in it.
  if (written.failed.every((index) => index === flag.length)) return ok(undefined);
  return fail(written.failed.includes(issuing.NOT_ON_ROLL) ? 'roll-unlisted' : 'busy');
}
