import type { ElectionBody } from '../election/body';
import { cite, editionOn, rulesOf } from '../election/editions';
import type { ActedFor } from '../election/contract';
import type { Id } from '../ids';
import { fail, ok, type Result } from '../result';
import { CATEGORIES, type RollRow } from '../roll/row';
import { addDays, type LegalDate } from '../time';
import type { Answer, Certificate, CertificateText, Contact, ContactText, Registration } from './contract';

/**
 * Who is registered only by saying that they take part: of a village those of its hukou who live away (村组法(2025)
 * 第16条); of a community everybody (居组法(2025) 第16条).
 */
const MUST_SAY = {
  村民委员会: [CATEGORIES[1]],
  居民委员会: CATEGORIES,
} as const satisfies Record<ElectionBody, readonly RollRow['category'][]>;

/** Whether a person of a category has to say that they take part before they may stand on the roll. */
export function mustSay(body: ElectionBody, category: RollRow['category']): boolean {
  const categories: readonly RollRow['category'][] = MUST_SAY[body];
  return categories.includes(category);
}

/** What is known of a person when the roll is looked over. */
export interface Grounded {
  category: RollRow['category'];
  answer: Answer | undefined;
}

/**
 * Why a person has no ground to stand on the roll, or nothing: whoever has to say that they take part and did not, and
 * an outsider whose application is taken back (村组法(2025) 第16条, 居组法(2025) 第16条). Who lives in the village of
 * their hukou is entered whatever they say.
 */
export function groundless(
  body: ElectionBody,
  { category, answer }: Grounded,
): 'declined' | 'unanswered' | undefined {
  if (answer?.takesPart === false)
    return body === '居民委员会' || category !== CATEGORIES[0] ? 'declined' : undefined;
  return !answer && mustSay(body, category) ? 'unanswered' : undefined;
}

/** The article that names who is entered, in the edition in force on the election day. */
export function groundBasis({ body, electionDay }: { body: ElectionBody; electionDay: LegalDate }): string {
  const edition = editionOn(body, electionDay);
  const rule = rulesOf(edition)['voting-age'];
  return rule ? cite(edition, rule) : edition.name;
}

/** When the roll is posted: as it was planned, and as it was published once it is. */
export interface Posting {
  rollDay: LegalDate;
  publishedOn?: LegalDate | undefined;
}

/** The last day to answer: the one before the roll is posted, whatever day was planned for it. */
export function lastDayToAnswer({ rollDay, publishedOn }: Posting): LegalDate {
  return addDays(publishedOn ?? rollDay, -1);
}

/** The answer that stands: the last one. */
export function answerOf({ answers }: Pick<Registration, 'answers'>): Answer | undefined {
  return answers[answers.length - 1];
}

/** What is known of an entry before anything is. */
export function unanswered(entry: Id): Registration {
  return { entry, answers: [], contacts: [] };
}

/** More of one kind than any village puts down of a person in a term. */
const MOST = 40;

/** Puts an answer behind those that came before it; the one that stands, once more, changes nothing. */
// unanswered | answered → answered
export function takeAnswer(
  before: Registration,
  posting: Posting,
  answer: Answer,
  today: LegalDate,
): Result<Registration> {
  const stands = answerOf(before);
  if (stands && isSameAnswer(stands, answer)) return ok(before);
  if (today > lastDayToAnswer(posting)) return fail('registration-closed');
  if (answer.on > today) return notYet('on');
  if (before.answers.length >= MOST) return fail('registration-full');
  return ok({ ...before, answers: [...before.answers, answer] });
}

/** One's own answer once more says the same on whatever day. */
function isSameAnswer(stands: Answer, { takesPart, how, on, word }: Answer): boolean {
  const isSame = stands.takesPart === takesPart && stands.how === how && stands.word === word;
  return isSame && (how === 'self' || stands.on === on);
}

/** Puts down an attempt to reach a person, on its day or after it. */
export function putContact(
  before: Registration,
  text: ContactText,
  { id, by, today }: { id: Id; by: ActedFor | undefined; today: LegalDate },
): Result<Registration> {
  const known = before.contacts.find((one) => one.id === id);
  if (known) return isSameContact(known, text) ? ok(before) : fail('conflict');
  if (text.day > today) return notYet('day');
  if (before.contacts.length >= MOST) return fail('registration-full');
  const contacts = [...before.contacts, { ...text, id, ...(by && { by }) }];
  return ok({ ...before, contacts: contacts.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))) });
}

function isSameContact(known: Contact, { day, way, reached, came }: ContactText): boolean {
  return known.day === day && known.way === way && known.reached === reached && known.came === came;
}

function notYet(path: string): Result<never> {
  return fail('invalid', [{ path, message: '还没有到这一天，请改日期' }]);
}

/** What a certificate is decided from. */
export interface Certifying {
  /** The one the person was given in this term. */
  before: Certificate | undefined;
  /** How many the village has given in this term. */
  count: number;
  onThisRoll: boolean;
  today: LegalDate;
  by: ActedFor | undefined;
}

/** Certifies that a person is not registered here; who stands on the roll that is in force is registered. */
// none → issued
export function issueCertificate(
  { before, count, onThisRoll, today, by }: Certifying,
  { name, idNumber, to }: CertificateText,
): Result<Certificate> {
  if (before) return before.name === name && before.to === to ? ok(before) : fail('certificate-given');
  if (onThisRoll) return fail('certificate-on-roll');
  const idLastFour = idNumber.slice(-4);
  return ok({ number: count + 1, name, idLastFour, to, issuedOn: today, ...(by && { by }) });
}
