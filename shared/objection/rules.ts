import type { AreaCode } from '../area/code';
import { addCalendarDays, type CountedDay } from '../calendar';
import type { ActedFor, Timetable } from '../election/contract';
import { editionOn, rulesOf } from '../election/editions';
import type { Id } from '../ids';
import { fail, ok, type Result } from '../result';
import type { LegalDate } from '../time';
import type { Decided, DecisionText, Objection, ObjectionText, ObjectionWindow } from './contract';

/** What of a village's timetable objections are held by. */
export type ObjectionElection = Pick<Timetable, 'body' | 'term' | 'electionDay' | 'rollDay' | 'options'> & {
  /** The day the roll was first published here in this term, whatever day was planned. */
  publishedOn?: LegalDate | undefined;
};

/** Both terms of 第17条, in the edition in force on the election day. */
function rulesFor({ body, electionDay, options }: ObjectionElection) {
  return rulesOf(editionOn(body, electionDay), options);
}

/** The last day of a term of the law that begins on a day. */
function lastDayOf(
  election: ObjectionElection,
  id: 'objection' | 'objection-decided',
  from: LegalDate,
): CountedDay {
  const measure = rulesFor(election)[id]?.measure;
  if (measure?.kind !== 'term') throw new NoTerm(`the edition in force sets no term for ${id}`);
  return addCalendarDays(from, measure.days, measure.of);
}

class NoTerm extends Error {
  override name = 'NoTerm';
}

/** The days on which a village takes objections to its roll: from the day it is first published, else as planned. */
export function objectionWindow(election: ObjectionElection): ObjectionWindow {
  const first = election.publishedOn ?? election.rollDay;
  const { date, provisional } = lastDayOf(election, 'objection', first);
  return { first, last: date, provisional };
}

/** Each law as a notice names it. */
export const LAWS = {
  村民委员会: '《中华人民共和国村民委员会组织法》',
  居民委员会: '《中华人民共和国城市居民委员会组织法》',
} as const satisfies Record<ObjectionElection['body'], string>;

/** The article that decisions rest on, as a notice cites it; where a province's rule stands in for it, that one. */
export function objectionBasis(election: ObjectionElection): string {
  const article = rulesFor(election)['objection-decided']?.article ?? '';
  return article.startsWith('第') ? `${LAWS[election.body]}${article}` : article;
}

/** Which objection it is, when it came in, and how. */
export interface Filing {
  id: Id;
  area: AreaCode;
  /** How many the village's election has so far. */
  count: number;
  receivedOn: LegalDate;
  atCounter: boolean;
}

/** Takes an objection within its window. The same again is answered with the one that stands, decided or not. */
// none → received
export function fileObjection(
  before: Objection | undefined,
  election: ObjectionElection | undefined,
  { id, area, count, receivedOn, atCounter }: Filing,
  text: ObjectionText,
): Result<Objection> {
  if (before) return isSameText(before, text) ? ok(before) : fail('conflict');
  if (!election) return fail('election-unplanned');
  const { first, last } = objectionWindow(election);
  if (receivedOn < first) return fail('objection-early');
  if (receivedOn > last) return fail('objection-late');
  const due = lastDayOf(election, 'objection-decided', receivedOn).date;
  const filed = { ...text, id, area, term: election.term, number: count + 1, receivedOn, due, atCounter };
  return ok({ ...filed, state: 'received' });
}

/** When it was decided, over which version of the roll, and in whose place. */
export interface Deciding {
  decidedOn: LegalDate;
  roll: number;
  by: ActedFor | undefined;
}

/** Decides an objection, once. A late decision is still owed, and says its day. */
// received → decided
export function decideObjection(
  before: Objection | undefined,
  text: DecisionText,
  { by, ...deciding }: Deciding,
): Result<Decided> {
  if (!before) return fail('not-found');
  if (before.state === 'decided') {
    const { upheld, reason } = before.decision;
    return upheld === text.upheld && reason === text.reason ? ok(before) : fail('objection-decided');
  }
  const wrong = privateFactIn(text.reason, before);
  if (wrong) return fail('invalid', [{ path: 'reason', message: wrong }]);
  return ok({ ...before, state: 'decided', decision: { ...text, ...deciding, ...(by && { by }) } });
}

/** The reason is published: neither a name of this objection nor a long number may stand in it. */
function privateFactIn(reason: string, { concerning, filer }: Objection): string | undefined {
  if ([concerning.name, filer].some((name) => reason.includes(name)))
    return '理由要公布，不要写人名，请改成“本人”';
  return /\d{7}/.test(reason) ? '理由要公布，不要写证件号码和电话，请删去' : undefined;
}

function isSameText({ about, concerning, says, filer }: Objection, text: ObjectionText): boolean {
  const values = (one: ObjectionText) => [
    one.about,
    one.concerning.name,
    one.concerning.group,
    one.says,
    one.filer,
  ];
  return JSON.stringify(values({ about, concerning, says, filer })) === JSON.stringify(values(text));
}
