import type { Timetable } from '../election/contract';
import { addCalendarDays } from '../calendar';
import { cite, editionOn, rulesOf } from '../election/editions';
import { fail, ok, type Result } from '../result';
import { type LegalDate, sayDate } from '../time';
import type { Publication, PublishingLaw } from './contract';

/** What of a village's timetable the publishing of its roll is held by. */
export type PublishingElection = Pick<Timetable, 'body' | 'term' | 'electionDay' | 'options'>;

/** The last day for the roll by the edition in force on the election day, and the article that sets it. */
export function publishingLaw({ body, electionDay, options }: PublishingElection): PublishingLaw {
  const edition = editionOn(body, electionDay);
  const rule = rulesOf(edition, options)['roll-posted'];
  if (rule?.measure.kind !== 'term') throw new NoTerm(`${edition.name} sets no last day for the roll`);
  const { days, of } = rule.measure;
  return {
    electionDay,
    last: addCalendarDays(electionDay, -days, of).date,
    basis: cite(edition, rule),
    words: rule.words,
  };
}

class NoTerm extends Error {
  override name = 'NoTerm';
}

/** Which version of the roll is published, over which publication, and on which day. */
export interface Publishing {
  version: number;
  /** The publication of this term that it was decided from; 0 when there is none. */
  from: number;
  /** The version that stands. */
  head: number;
  today: LegalDate;
}

/** The place of a publication in its term. */
export interface PublicationPlace {
  number: number;
  /** The day of the term's first publication: objections are taken from it. */
  firstDay: LegalDate;
}

/**
 * Publishes the roll that stands: in time the first time (村组法(2025) 第17条), corrected until the election day after it.
 * The version that is published already is answered as it stands.
 */
// nothing → published 1 → published 2 …
export function publishRoll<P extends Pick<Publication, 'term' | 'number' | 'version' | 'firstDay'>>(
  newest: P | undefined,
  election: PublishingElection | undefined,
  { version, from, head, today }: Publishing,
): Result<PublicationPlace | P> {
  if (!election) return fail('election-unplanned');
  const before = newest?.term === election.term ? newest : undefined;
  if (before?.version === version) return ok(before);
  if ((before?.number ?? 0) !== from || version !== head) return fail('conflict');
  if (today > election.electionDay) return fail('roll-over');
  if (before) return ok({ number: before.number + 1, firstDay: before.firstDay });
  const { last, basis, words } = publishingLaw(election);
  if (today > last) {
    const message = `最后一天是${sayDate(last)}。${basis}：${words}`;
    return fail('roll-late', [{ path: 'from', message }]);
  }
  return ok({ number: 1, firstDay: today });
}
