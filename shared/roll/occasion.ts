import type { ElectionBody } from '../election/body';
import { cite, editionOn, rulesOf } from '../election/editions';
import type { LegalDate } from '../time';
import { birthOf } from './id-number';
import { BY_CONSENT, type RollRow } from './row';

/** What a roll is set up for: the day it is checked, and the village's election as far as it is planned. */
export interface RollOccasion {
  today: LegalDate;
  body?: ElectionBody;
  electionDay?: LegalDate;
  /** The days of the meetings whose signed minutes agreed to the third category; nothing while no election is planned. */
  consented?: readonly LegalDate[];
}

/** The occasion of a timetable; an election that is over says nothing of who may vote in the next. */
export function occasionOf(
  today: LegalDate,
  timetable: { body: ElectionBody; electionDay: LegalDate } | undefined,
  consented: readonly LegalDate[] = [],
): RollOccasion {
  if (!timetable) return { today };
  const { body, electionDay } = timetable;
  return electionDay < today ? { today, body } : { today, body, electionDay, consented };
}

/** The article that asks for the meeting's consent, in the edition in force on the election day. */
export function consentBasis(body: ElectionBody, electionDay: LegalDate): string {
  const edition = editionOn(body, electionDay);
  const rule = rulesOf(edition)['outsider-months'];
  return rule ? cite(edition, rule) : edition.name;
}

/** Why a person may not be registered on an occasion. */
export type RowUnfit = 'under-age' | 'consent-missing' | 'consent-later' | 'consent-unsigned';

/** The words of a refusal by the server, which names the row. */
const UNFIT_WORDS = {
  'under-age': '选举日未满 18 周岁，请删去这一行',
  'consent-missing': '居住一年以上的，要写会议同意的日期',
  'consent-later': '会议同意的日期还没有到，请核对',
  'consent-unsigned': '这一天没有签了名、通过了的会议记录同意登记，请先记下会议并签名，或者改对日期',
} as const satisfies Record<RowUnfit, string>;

/** The same with the article, where consent is held against minutes. */
export function sayUnfit(code: RowUnfit, { body, electionDay }: RollOccasion): string {
  if (code !== 'consent-unsigned' || !body || electionDay === undefined) return UNFIT_WORDS[code];
  return `${consentBasis(body, electionDay)}：${UNFIT_WORDS[code]}`;
}

/**
 * What the law asks of a person on this occasion: 18 years on the election day (村组法(2025) 第16条 counts to it), and in
 * villages the consent of the meeting for the third category, as signed minutes show it (the same article; 居组法(2025)
 * 第16条 asks for none).
 */
export function unfitOn(row: RollRow, { today, body, electionDay, consented }: RollOccasion): RowUnfit[] {
  const found: RowUnfit[] = [];
  if (electionDay !== undefined && comesOfAge(row.idNumber) > electionDay) found.push('under-age');
  if (row.category !== BY_CONSENT || body === '居民委员会') return found;
  if (row.agreed === undefined) found.push('consent-missing');
  else if (row.agreed > today) found.push('consent-later');
  else if (consented && !consented.includes(row.agreed)) found.push('consent-unsigned');
  return found;
}

/** The eighteenth birthday, to be compared as text: a leap day sorts before the first of March, as it should. */
function comesOfAge(idNumber: string): string {
  const birth = birthOf(idNumber);
  return `${Number(birth.slice(0, 4)) + 18}${birth.slice(4)}`;
}
