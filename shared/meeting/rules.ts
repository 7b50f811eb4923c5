import type { AreaCode } from '../area/code';
import type { ActedFor, StepRecord, Timetable } from '../election/contract';
import type { Id } from '../ids';
import { type FieldError, fail, ok, type Result } from '../result';
import type { LegalDate } from '../time';
import {
  type AgendaItem,
  type Assembly,
  type Corrected,
  type Draft,
  type Minutes,
  MinutesText,
  type Signed,
} from './contract';
import { unfitDue } from './assembly';
import { aboutOf, type ItemAbout, meetingOf } from './kinds';
import { type Held, outcomeOf, quorumOf } from './reckon';

/** What of a village's election minutes belong to. */
export type MeetingElection = Pick<Timetable, 'body' | 'term'> & {
  /** Who makes up its meeting of representatives, where that is kept. */
  assembly?: Assembly | undefined;
};

const said = (text: MinutesText) => JSON.stringify(MinutesText.parse(text));

/** Writes a draft, or writes it anew. The same again is answered with the one that stands. */
// none | draft → draft
export function draftMinutes(
  before: Minutes | undefined,
  election: MeetingElection | undefined,
  { id, area, from }: { id: Id; area: AreaCode; from: number },
  text: MinutesText,
): Result<Minutes> {
  if (before && before.revision === from + 1 && said(before.text) === said(text)) return ok(before);
  if (before && before.state !== 'draft') return fail('minutes-signed');
  if ((before?.revision ?? 0) !== from) return fail('conflict');
  if (!election) return fail('election-unplanned');
  const { body, term } = before ?? election;
  const wrong = unfitText(text, { body, assembly: election.assembly });
  if (wrong.length > 0) return fail('invalid', wrong);
  const draft: Draft = { id, area, term, body, text, revision: from + 1, state: 'draft' };
  return ok(draft);
}

/** When, in whose place, and by which list of representatives. */
export interface Signing {
  today: LegalDate;
  by: ActedFor | undefined;
  assembly?: Assembly | undefined;
}

/** Freezes the minutes once chair and recorder are named and the sign-in sheet has its place. */
// draft → signed
export function signMinutes(
  before: Minutes | undefined,
  from: number,
  { today, by, assembly }: Signing,
): Result<Minutes> {
  if (!before) return fail('not-found');
  if (before.state === 'signed' && before.revision === from + 1) return ok(before);
  if (before.state !== 'draft') return fail('minutes-signed');
  if (before.revision !== from) return fail('conflict');
  const unlike = unfitDue(before.text, assembly);
  const wrong = [...unsignable(before.text, today), ...(unlike ? [unlike] : [])];
  if (wrong.length > 0) return fail('invalid', wrong);
  const signed: Signed = {
    ...before,
    state: 'signed',
    revision: from + 1,
    version: 1,
    signedOn: today,
    ...(by && { by }),
  };
  return ok(signed);
}

/** Puts a corrected text in place of the one that stands, which is kept as its version. */
// signed | corrected → corrected
export function correctMinutes(
  before: Minutes | undefined,
  from: number,
  { text, reason }: { text: MinutesText; reason: string },
  { today, by, assembly }: Signing,
): Result<Minutes> {
  if (!before) return fail('not-found');
  if (before.state === 'draft') return fail('minutes-unsigned');
  if (before.state === 'corrected' && before.revision === from + 1 && before.reason === reason) {
    if (said(before.text) === said(text)) return ok(before);
  }
  if (before.revision !== from) return fail('conflict');
  const wrong = [...unfitText(text, { body: before.body, assembly }), ...unsignable(text, today)];
  if (wrong.length > 0) {
    return fail(
      'invalid',
      wrong.map(({ path, message }) => ({ path: `text.${path}`, message })),
    );
  }
  const { id, area, term, body, version, signedOn } = before;
  const corrected: Corrected = {
    ...{ id, area, term, body, text, signedOn, reason },
    state: 'corrected',
    revision: from + 1,
    version: version + 1,
    correctedOn: today,
    ...(by && { by }),
  };
  return ok(corrected);
}

/** What cannot be, whoever wrote it: a meeting of the other law, more present than due, more votes than present. */
export function unfitText(
  text: MinutesText,
  { body, assembly }: Pick<MeetingElection, 'body' | 'assembly'>,
): FieldError[] {
  const { kind, group, from, to, due, present, women, items } = text;
  const meeting = meetingOf(kind);
  const wrong: (FieldError | false)[] = [
    !meeting.bodies.includes(body) && { path: 'kind', message: `${body}选举没有${kind}，请另选一种` },
    meeting.ofGroup === true && group === '' && { path: 'group', message: '写上是哪一组' },
    to <= from && { path: 'to', message: '散会要在开会之后，请核对' },
    present > due && { path: 'present', message: `实到不能多于应到的 ${due} 人，请核对` },
    women > present && { path: 'women', message: `女的不能多于实到的 ${present} 人，请核对` },
  ];
  const unlike = unfitDue(text, assembly);
  return [
    ...wrong.filter((one) => one !== false),
    ...(unlike ? [unlike] : []),
    ...items.flatMap((item, at) => unfitItem(item, at, { body, text })),
  ];
}

function unfitItem({ vote, about }: AgendaItem, at: number, { body, text }: Held): FieldError[] {
  const { kind, present } = text;
  const wrong: FieldError[] = [];
  const add = (path: string, message: string) => wrong.push({ path: `items.${at}.${path}`, message });
  if (about && !aboutOf(kind, body).includes(about)) {
    add('about', `这件事不由${kind}定，请另选一项，或者不选`);
  }
  if (vote.kind === 'show' && vote.for + vote.against + vote.abstain > present) {
    add('vote', `赞成、反对、弃权加起来多于实到的 ${present} 人，请核对`);
  }
  if (vote.kind !== 'persons') return wrong;
  const { seats, persons } = vote;
  if (persons.some(({ votes }) => votes > present)) add('vote', `有人的票多于实到的 ${present} 人，请核对`);
  const cast = persons.reduce((sum, { votes }) => sum + votes, 0);
  if (cast > present * seats) add('vote', `票数加起来多于 ${present} 人每人选 ${seats} 名，请核对`);
  const people = persons.map(({ name, group }) => JSON.stringify([name, group]));
  if (new Set(people).size < people.length) add('vote', '同一个人写了两次；同名的，写上各是哪一组');
  return wrong;
}

/** What is still missing before the minutes can be signed. */
export function unsignable({ day, chair, recorder, sheet }: MinutesText, today: LegalDate): FieldError[] {
  const wrong: (FieldError | false)[] = [
    day > today && { path: 'day', message: '还没有到这一天，开过会再签名' },
    chair === '' && { path: 'chair', message: '写上主持人' },
    recorder === '' && { path: 'recorder', message: '写上记录人' },
    sheet === '' && { path: 'sheet', message: '写上签到表的原件放在哪里' },
  ];
  return wrong.filter((one) => one !== false);
}

/** Whether minutes show that something was decided: signed, enough came, and an item about it was passed. */
export function decided(minutes: Minutes, about: ItemAbout): boolean {
  return itemsThatDecided(minutes, about).length > 0;
}

/** The items of signed minutes about a step that were passed. */
export function itemsThatDecided(minutes: Minutes, about: ItemAbout): AgendaItem[] {
  if (minutes.state === 'draft' || !quorumOf(minutes).holds) return [];
  return minutes.text.items.filter(
    (item) => item.about === about && outcomeOf(minutes, item)?.passed === true,
  );
}

/** The days of a term's meetings that agreed to register people of the third category: 村组法(2025) 第16条. */
export function consentDays(minutes: readonly Minutes[], term: number): LegalDate[] {
  return minutes.filter((one) => one.term === term && decided(one, 'consent')).map(({ text }) => text.day);
}

/** Why minutes cannot be the record of a step; undefined where they can. */
export function unfitRecord(
  minutes: Minutes | undefined,
  { step, day }: Pick<StepRecord, 'step' | 'day'>,
): { field: 'minutes' | 'day'; message: string } | undefined {
  const about = minutes && aboutOf(minutes.text.kind, minutes.body).find((one) => one === step);
  if (!minutes || !about || !decided(minutes, about)) {
    return {
      field: 'minutes',
      message: '这份会议记录对不上这一步：要签了名、到会的人够、有一项写明是这一步并且通过，请另选一份',
    };
  }
  return minutes.text.day === day
    ? undefined
    : { field: 'day', message: '和会议记录上的日子不一样，请改成开会那天' };
}
