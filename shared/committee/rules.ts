import type { AreaCode } from '../area/code';
import { addCalendarDays } from '../calendar';
import type { ActedFor, Timetable } from '../election/contract';
import { editionOn, rulesOf } from '../election/editions';
import type { Id } from '../ids';
import type { Chosen, Minutes } from '../meeting/contract';
import { CHOOSES_COMMITTEE, meetingOf } from '../meeting/kinds';
import { byVotes } from '../meeting/reckon';
import { itemsThatDecided } from '../meeting/rules';
import { type FieldError, fail, ok, type Result } from '../result';
import type { LegalDate } from '../time';
import type { Choice, Committee, Leaving, Left, Member, ObjectionEntry, Who } from './contract';

/** What of a village's election a committee belongs to. */
export type CommitteeElection = Pick<Timetable, 'body' | 'term'>;

/** On which day, and in whose place. */
export interface Acting {
  today: LegalDate;
  by: ActedFor | undefined;
}

const MOST_OBJECTIONS = 60;

const isSame = (a: Who, b: Who): boolean => a.name === b.name && a.group === b.group;
const invalid = (path: string, message: string) => fail('invalid', [{ path, message }]);

/** Fewer than so many is no committee: 民发〔2013〕76号. */
export function leastMembers({ body }: Pick<CommitteeElection, 'body'>, day: LegalDate): number {
  const measure = rulesOf(editionOn(body, day))['committee-members']?.measure;
  return measure?.kind === 'count' ? (measure.least ?? 1) : 1;
}

/** The last day to object to a list that was posted on a day. */
function objectUntil({ body }: Pick<CommitteeElection, 'body'>, postedOn: LegalDate): LegalDate {
  const measure = rulesOf(editionOn(body, postedOn))['committee-objection']?.measure;
  if (measure?.kind !== 'term') return postedOn;
  return addCalendarDays(postedOn, measure.days, measure.of).date;
}

/** Everybody whom the meetings gave votes for the committee, most votes first; of equal votes as the minutes have it. */
export function orderOf(minutes: readonly Minutes[]): Chosen[] {
  const sums = new Map<string, Chosen>();
  for (const { vote } of minutes.flatMap((one) => itemsThatDecided(one, CHOOSES_COMMITTEE))) {
    if (vote.kind !== 'persons') continue;
    for (const person of vote.persons) {
      const key = JSON.stringify([person.name, person.group]);
      const votes = person.votes + (sums.get(key)?.votes ?? 0);
      sums.set(key, { ...person, votes });
    }
  }
  return byVotes([...sums.values()]);
}

/** Forms the committee from signed minutes, or anew from later ones. The same again is answered with what stands. */
// none | standing | short → standing
export function formCommittee(
  before: Committee | undefined,
  election: CommitteeElection | undefined,
  { area, from, minutes }: { area: AreaCode; from: number; minutes: readonly Minutes[] },
  choice: Choice,
  acting: Acting,
): Result<Committee> {
  if (!election) return fail('election-unplanned');
  const wrong = unfitMinutes(minutes, choice);
  if (wrong) return wrong;
  const order = orderOf(minutes);
  const meeting = [...minutes].sort((a, b) => (a.text.day < b.text.day ? 1 : -1))[0];
  if (!meeting) return fail('committee-minutes');
  const { day: chosenOn, kind } = meeting.text;
  const { size, postedOn } = choice;
  if (size < leastMembers(election, chosenOn)) return fail('committee-too-few');
  const fields = unfitChoice(order, choice, chosenOn, acting.today);
  if (fields.length > 0) return fail('invalid', fields);
  const made: Committee = {
    area,
    term: election.term,
    body: election.body,
    state: 'standing',
    revision: from + 1,
    minutes: choice.minutes,
    kind,
    chosenOn,
    postedOn,
    objectUntil: objectUntil(election, postedOn),
    members: order.slice(0, size).map((person) => ({ ...person, post: postOf(person, choice) })),
    alternates: order.slice(size),
    left: [],
    objections: [],
    ...(acting.by && { by: acting.by }),
  };
  if (before?.revision === made.revision && isSameForm(before, made)) return ok(before);
  if ((before?.revision ?? 0) !== from) return fail('conflict');
  const known = new Set(before?.minutes);
  return choice.minutes.some((id) => known.has(id)) ? fail('committee-chosen') : ok(made);
}

const isSameForm = (a: Committee, b: Committee): boolean =>
  JSON.stringify({ ...a, by: '' }) === JSON.stringify({ ...b, by: '' });

function postOf(person: Who, { chair, deputies }: Choice): Member['post'] {
  if (isSame(person, chair)) return '主任';
  return deputies.some((one) => isSame(one, person)) ? '副主任' : '委员';
}

/** One assembly, or the meetings of several groups: 第15条. */
function unfitMinutes(minutes: readonly Minutes[], { minutes: ids }: Choice) {
  const ofGroups = minutes.every(({ text }) => meetingOf(text.kind).ofGroup === true);
  const isFit =
    minutes.length === ids.length &&
    new Set(ids).size === ids.length &&
    (minutes.length === 1 || ofGroups) &&
    minutes.every((one) =>
      itemsThatDecided(one, CHOOSES_COMMITTEE).some(({ vote }) => vote.kind === 'persons'),
    );
  return isFit ? undefined : fail('committee-minutes');
}

function unfitChoice(
  order: readonly Chosen[],
  { size, chair, deputies, postedOn }: Choice,
  chosenOn: LegalDate,
  today: LegalDate,
): FieldError[] {
  const members = order.slice(0, size);
  const isMember = (who: Who) => members.some((one) => isSame(one, who));
  const posts = [chair, ...deputies].map(({ name, group }) => JSON.stringify([name, group]));
  const wrong: (FieldError | false)[] = [
    order.length < size && { path: 'choice.size', message: `得票的只有 ${order.length} 人，请核对人数` },
    !isMember(chair) && { path: 'choice.chair', message: '主任要在成员里选' },
    !deputies.every(isMember) && { path: 'choice.deputies', message: '副主任要在成员里选' },
    new Set(posts).size < posts.length && { path: 'choice.deputies', message: '一个人只能有一个职务' },
    (postedOn < chosenOn || postedOn > today) && {
      path: 'choice.postedOn',
      message: '公布的日子要在推选那天到今天之间，请核对',
    },
  ];
  return wrong.filter((one) => one !== false);
}

/** Puts down that somebody left; the first alternate moves up, and nobody passes another. The same again is answered with what stands. */
// standing → standing (an alternate moved up) | short (there was none)
export function leaveCommittee(
  before: Committee | undefined,
  from: number,
  leaving: Leaving,
  { today, by }: Acting,
): Result<Committee> {
  if (!before) return fail('not-found');
  if (before.revision === from + 1 && isLastLeft(before, leaving)) return ok(before);
  if (before.revision !== from) return fail('conflict');
  if (leaving.day < before.chosenOn || leaving.day > today) {
    return invalid('leaving.day', '退出的日子要在推选那天到今天之间，请核对');
  }
  const { name, group, why, day } = leaving;
  const after = { ...before, revision: from + 1, ...(by && { by }) };
  const left = (post: Left['post'], followed?: Who): Left[] => [
    ...before.left,
    { name, group, post, why, day, ...(followed && { followed }) },
  ];
  const alternates = before.alternates.filter((one) => !isSame(one, leaving));
  if (alternates.length < before.alternates.length) return ok({ ...after, alternates, left: left('候补') });
  const gone = before.members.find((one) => isSame(one, leaving));
  if (!gone) return invalid('leaving.name', '选举委员会里没有这个人，请核对姓名和组');
  const [next, ...rest] = before.alternates;
  const stay = before.members.filter((one) => one !== gone);
  const members = next ? [...stay, { ...next, post: '委员' as const }] : stay;
  const led = leadBy(members, gone, leaving);
  if (!led) return invalid('leaving.chair', '主任退出了，请在现在的成员里选一位主任');
  const followed = next && { name: next.name, group: next.group };
  const state = next ? before.state : 'short';
  return ok({ ...after, state, members: led, alternates: rest, left: left(gone.post, followed) });
}

/** The members under a new chair, where the chair left; undefined where nobody of them was named. */
function leadBy(members: readonly Member[], gone: Member, { chair }: Leaving): Member[] | undefined {
  if (gone.post !== '主任' || members.length === 0) return [...members];
  if (!chair || !members.some((one) => isSame(one, chair))) return undefined;
  return members.map((one) => (isSame(one, chair) ? { ...one, post: '主任' } : one));
}

function isLastLeft({ left }: Committee, { name, group, why, day }: Leaving): boolean {
  const last = left[left.length - 1];
  return last !== undefined && isSame(last, { name, group }) && last.why === why && last.day === day;
}

/** Puts down an objection within its window and, then or later, its decision. */
export function objectToCommittee(
  before: Committee | undefined,
  { id, from }: { id: Id; from: number },
  entry: ObjectionEntry,
  { today, by }: Acting,
): Result<Committee> {
  if (!before) return fail('not-found');
  const known = before.objections.find((one) => one.id === id);
  if (known && saidOf(known) === saidOf(entry)) return ok(before);
  if (known && (known.decision || known.says !== entry.says || known.receivedOn !== entry.receivedOn)) {
    return fail(known.decision ? 'objection-decided' : 'conflict');
  }
  if (before.revision !== from) return fail('conflict');
  const wrong = unfitObjection(before, entry, today);
  if (wrong) return fail('invalid', [wrong]);
  const others = before.objections.filter((one) => one.id !== id);
  if (others.length >= MOST_OBJECTIONS) return invalid('objection', '异议太多了，请写在纸上一起存档');
  const { decision, ...said } = entry;
  const objections = [...others, { id, ...said, ...(decision && { decision }) }];
  return ok({ ...before, revision: from + 1, objections, ...(by && { by }) });
}

const saidOf = ({ receivedOn, says, decision }: ObjectionEntry): string =>
  JSON.stringify([receivedOn, says, decision?.decidedOn, decision?.upheld, decision?.reason]);

function unfitObjection(
  { postedOn, objectUntil: last }: Committee,
  { receivedOn, decision }: ObjectionEntry,
  today: LegalDate,
): FieldError | undefined {
  if (receivedOn < postedOn || receivedOn > last || receivedOn > today) {
    return { path: 'objection.receivedOn', message: `异议从${postedOn}收到${last}，请核对日子` };
  }
  if (decision && (decision.decidedOn < receivedOn || decision.decidedOn > today)) {
    return { path: 'objection.decision.decidedOn', message: '决定要在收到之后、今天以前，请核对日子' };
  }
  return undefined;
}
