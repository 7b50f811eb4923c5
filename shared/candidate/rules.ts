import type { AreaCode } from '../area/code';
import { SEATS } from '../election/body';
import type { Timetable } from '../election/contract';
import type { ErrorCode } from '../errors';
import { fail, ok, type Result } from '../result';
import type { LegalDate } from '../time';
import type { Candidate, CandidateList, CandidateText, Slate } from './contract';

/** In which stages each list may be published; from the vote on nothing about candidates changes any more. */
const PUBLISHED_IN = {
  初步候选人: [4, 5, 6],
  正式候选人: [6],
} as const satisfies Record<CandidateText['kind'], readonly number[]>;

/** Publishes a list of candidates. The same list again is answered with the one that stands. */
// none | published → published
export function publishList(
  before: CandidateList | undefined,
  election: Pick<Timetable, 'body' | 'stage'> | undefined,
  area: AreaCode,
  from: number,
  text: CandidateText,
  today: LegalDate,
): Result<CandidateList> {
  if (before && isSameText(before, text)) return ok(before);
  if ((before?.version ?? 0) !== from) return fail('conflict');
  if (!election) return fail('election-unplanned');
  if (!PUBLISHED_IN[text.kind].some((stage) => stage === election.stage)) return fail('candidates-untimely');
  if (text.objectUntil < today) {
    return fail('invalid', [
      { path: 'list.objectUntil', message: '提意见的最后一天已经过了，请改成今天或以后' },
    ]);
  }
  const unfit = unfitSlates(text.slates, election.body);
  if (unfit) return fail(unfit);
  return ok({ ...text, area, version: from + 1, publishedOn: today });
}

/** What the law asks of the slates: 村组法(2025) 第8条、第18条, 居组法(2025) 第8条、第18条. */
function unfitSlates(slates: readonly Slate[], body: keyof typeof SEATS): ErrorCode | undefined {
  const seats = slates.reduce((sum, slate) => sum + slate.seats, 0);
  if (seats < SEATS[body].least || seats > SEATS[body].most) return 'candidates-seats';
  const positions = new Set(slates.map((slate) => slate.position));
  if (positions.size < slates.length) return 'candidates-twice';
  if (slates.some((slate) => slate.candidates.length <= slate.seats)) return 'candidates-too-few';
  return slates.some((slate) => namesOnePersonTwice(slate.candidates)) ? 'candidates-twice' : undefined;
}

function namesOnePersonTwice(candidates: readonly Candidate[]): boolean {
  const persons = candidates.map(({ name, sex, age, group }) => JSON.stringify([name, sex, age, group]));
  return new Set(persons).size < persons.length;
}

function isSameText(before: CandidateList, text: CandidateText): boolean {
  const { kind, order, objectUntil, slates } = before;
  return JSON.stringify([kind, order, objectUntil, slates]) === JSON.stringify(valuesOf(text));
}

function valuesOf({ kind, order, objectUntil, slates }: CandidateText) {
  return [kind, order, objectUntil, slates];
}
