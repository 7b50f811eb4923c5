import { beforeAll, describe, expect, it } from '@jest/globals';
import { readTimetable, recordSteps } from '#shared/election/contract';
import type { Session } from '#shared/identity/contract';
import * as contracts from '#shared/meeting/contract';
import { unfitText } from '#shared/meeting/rules';
import { LegalDate } from '#shared/time';
import { freshId, OTHER_VILLAGE, setup, type TestCounty, TOWN, VILLAGE } from '#test/setup';
import { planned, signedMinutes } from './minutes';
import { TEXT } from './text';

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('committee', VILLAGE);
  await planned(county, VILLAGE, clerk);
});

const at = (id = freshId(), area = VILLAGE) => ({ area, id });
const draft = (params: ReturnType<typeof at>, from = 0, text = TEXT, as = clerk) =>
  county.send(contracts.draftMinutes, { params, body: { from, text } }, as);
const sign = (params: ReturnType<typeof at>, from = 1, as = clerk) =>
  county.send(contracts.signMinutes, { params, body: { from } }, as);
const correct = (params: ReturnType<typeof at>, from: number, text = TEXT, reason = '实到人数写错了') =>
  county.send(contracts.correctMinutes, { params, body: { from, text, reason } }, clerk);
const fieldsOf = ({ text }: { text: string }) =>
  (JSON.parse(text).fields as { path: string }[]).map(({ path }) => path);

describe('a draft', () => {
  it('is rewritten until it is signed, and the same again is answered with what stands', async () => {
    const place = at();
    const first = await draft(place);
    expect(first.value).toMatchObject({ state: 'draft', revision: 1, term: 12, body: '村民委员会' });
    expect((await draft(place)).text).toBe(first.text);
    const next = await draft(place, 1, { ...TEXT, place: '村小学' });
    expect(next.value).toMatchObject({ revision: 2, text: { place: '村小学' } });
    expect((await draft(place, 0, { ...TEXT, place: '晒谷场' })).code).toBe('conflict');
  });

  it('is of one of two clerks who rewrite it at once', async () => {
    const place = at();
    await draft(place);
    const other = await county.staff('committee', VILLAGE);
    const replies = await Promise.all([
      draft(place, 1, { ...TEXT, place: '村小学' }),
      draft(place, 1, { ...TEXT, place: '晒谷场' }, other),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('belongs to an election that was planned', async () => {
    const elsewhere = await county.staff('committee', OTHER_VILLAGE);
    expect((await draft(at(freshId(), OTHER_VILLAGE), 0, TEXT, elsewhere)).code).toBe('election-unplanned');
    const reply = await county.send(contracts.listMinutes, { params: { area: OTHER_VILLAGE } }, elsewhere);
    expect(reply.code).toBe('not-found');
  });

  it('asks no more than three calls to be written, signed or corrected', async () => {
    const place = at();
    for (const act of [() => draft(place), () => sign(place), () => correct(place, 2)]) {
      county.calls.length = 0;
      expect((await act()).status).toBe(200);
      expect(county.calls.length).toBeLessThanOrEqual(3);
    }
  });
});

describe('numbers that cannot be', () => {
  const persons = (seats: number, ...votes: number[]) => ({
    kind: 'persons' as const,
    seats,
    persons: votes.map((n, i) => ({ name: `人${i}`, group: '', votes: n })),
  });
  const item = (vote: contracts.Vote, about?: 'B4' | 'B10') => ({
    items: [{ title: '一项', says: '', vote, ...(about && { about }) }],
  });

  it.each([
    ['more present than due', { present: 31 }, ['present']],
    ['more women than present', { women: 23 }, ['women']],
    ['a meeting that ends before it begins', { to: '08:00' }, ['to']],
    ['a meeting of the other law', { kind: '居民会议' as const, ...item({ kind: 'none' }) }, ['kind']],
    [
      'a group meeting without its group',
      { kind: '村民小组会议' as const, ...item({ kind: 'none' }) },
      ['group'],
    ],
    ['more hands than present', item({ kind: 'show', for: 20, against: 2, abstain: 1 }), ['items.0.vote']],
    ['more votes for one than present', item(persons(2, 23)), ['items.0.vote']],
    ['more votes in all than everybody can give', item(persons(1, 12, 11)), ['items.0.vote']],
    [
      'one person twice',
      item({
        kind: 'persons',
        seats: 2,
        persons: [
          { name: '李守田', group: '', votes: 3 },
          { name: '李守田', group: '', votes: 2 },
        ],
      }),
      ['items.0.vote'],
    ],
    ['a step that this meeting does not decide', item({ kind: 'none' }, 'B10'), ['items.0.about']],
  ])('%s is refused at its field', async (_, part, paths) => {
    const reply = await draft(at(), 0, { ...TEXT, ...part });
    expect(reply.code).toBe('invalid');
    expect(fieldsOf(reply)).toEqual(paths);
  });

  it('at their very edge are taken', () => {
    const edge = { ...TEXT, present: 30, women: 30, ...item(persons(2, 30, 30)) };
    expect(unfitText(edge, { body: '村民委员会' })).toEqual([]);
    const hands = item({ kind: 'show', for: 20, against: 1, abstain: 1 });
    expect(unfitText({ ...TEXT, ...hands }, { body: '村民委员会' })).toEqual([]);
  });
});

describe('signing', () => {
  it('wants the meeting held, its chair and recorder, and where the sign-in sheet lies', async () => {
    const place = at();
    const bare = { ...TEXT, chair: '', recorder: '', sheet: '', day: LegalDate.parse('2026-11-27') };
    expect((await draft(place, 0, bare)).status).toBe(200);
    expect(fieldsOf(await sign(place))).toEqual(['day', 'chair', 'recorder', 'sheet']);
  });

  it('freezes them: nobody rewrites them, and signing again is answered with what stands', async () => {
    const place = at();
    await draft(place);
    const signed = await sign(place);
    expect(signed.value).toMatchObject({ state: 'signed', version: 1, signedOn: '2026-11-26', revision: 2 });
    expect(signed.value).not.toHaveProperty('by');
    expect((await sign(place)).text).toBe(signed.text);
    expect((await draft(place, 2, { ...TEXT, present: 29 })).code).toBe('minutes-signed');
    const read = await county.must(contracts.readMinutes, { params: place }, clerk);
    expect(read).toEqual({ minutes: signed.value, earlier: [] });
  });

  it('is marked where a town signs in the village’s place', async () => {
    const place = at();
    const town = await county.staff('township', TOWN);
    await draft(place, 0, TEXT, town);
    expect((await sign(place, 1, town)).value).toMatchObject({ state: 'signed', by: 'town' });
  });

  it('of what is not there, or of a draft that was rewritten meanwhile, is refused', async () => {
    expect((await sign(at())).code).toBe('not-found');
    const place = at();
    await draft(place);
    await draft(place, 1, { ...TEXT, place: '村小学' });
    expect((await sign(place, 1)).code).toBe('conflict');
  });
});

describe('a correction', () => {
  it('stands beside what it corrects, with its reason, as often as it is needed', async () => {
    const { id } = await signedMinutes(county, VILLAGE, clerk);
    const one = await correct(at(id), 2, { ...TEXT, present: 23 });
    expect(one.value).toMatchObject({ state: 'corrected', version: 2, reason: '实到人数写错了' });
    expect((await correct(at(id), 2, { ...TEXT, present: 23 })).text).toBe(one.text);
    await correct(at(id), 3, { ...TEXT, present: 24 }, '又核对了一遍');
    const { minutes, earlier } = await county.must(contracts.readMinutes, { params: at(id) }, clerk);
    expect(minutes).toMatchObject({ version: 3, text: { present: 24 } });
    expect(earlier.map((old) => old.text.present)).toEqual([22, 23]);
  });

  it('is refused for a draft, over another correction, and where it cannot be', async () => {
    const place = at();
    await draft(place);
    expect((await correct(place, 1)).code).toBe('minutes-unsigned');
    const { id } = await signedMinutes(county, VILLAGE, clerk);
    await correct(at(id), 2, { ...TEXT, present: 23 });
    expect((await correct(at(id), 2, { ...TEXT, present: 24 })).code).toBe('conflict');
    expect(fieldsOf(await correct(at(id), 3, { ...TEXT, present: 31, chair: '' }))).toEqual([
      'text.present',
      'text.chair',
    ]);
  });
});

describe('who reads and writes', () => {
  it('lists the meetings of the election by their day, for the village’s office and an observer', async () => {
    const early = await signedMinutes(county, VILLAGE, clerk, {
      ...TEXT,
      day: LegalDate.parse('2026-11-02'),
    });
    const observer = await county.staff('observer', VILLAGE);
    for (const as of [clerk, observer]) {
      const list = await county.must(contracts.listMinutes, { params: { area: VILLAGE } }, as);
      expect(list).toMatchObject({ body: '村民委员会', term: 12 });
      expect(list.minutes[0]).toEqual(early);
      const days = list.minutes.map(({ text }) => text.day);
      expect(days).toEqual([...days].sort());
    }
  });

  it('refuses another village, an observer’s pen and a villager', async () => {
    const { id } = await signedMinutes(county, VILLAGE, clerk);
    const other = await county.staff('committee', OTHER_VILLAGE);
    const observer = await county.staff('observer', VILLAGE);
    const villager = await county.person('villager');
    for (const as of [other, villager]) {
      expect((await county.send(contracts.readMinutes, { params: at(id) }, as)).code).toBe('forbidden');
    }
    for (const as of [other, observer, villager]) {
      expect((await draft(at(), 0, TEXT, as)).code).toBe('forbidden');
      expect((await sign(at(id), 2, as)).code).toBe('forbidden');
    }
  });

  it('writes nobody’s name into audit or logs', async () => {
    const { id } = await signedMinutes(county, VILLAGE, clerk);
    await correct(at(id), 2, { ...TEXT, present: 23 });
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#MINUTES#${id}` });
    expect(events.map((event) => event['action'])).toEqual(['draft', 'sign', 'correct']);
    const said = JSON.stringify([events, county.logged]);
    for (const word of [TEXT.chair, '李守田', TEXT.place]) expect(said).not.toContain(word);
  });
});

describe('as the record of a step', () => {
  const record = async (step: string, minutes: contracts.Minutes['id'], day = '2026-11-20') => {
    // Published documents are kept for a moment.
    county.clock.now += 30;
    const { version } = await county.must(readTimetable, { params: { area: VILLAGE } });
    const one = { step, title: '村民代表会议记录', day: LegalDate.parse(day), minutes };
    const body = { from: version, records: [one] };
    return county.send(recordSteps, { params: { area: VILLAGE }, body }, clerk);
  };

  it('stand in the public timetable, by their name and day alone', async () => {
    const { id } = await signedMinutes(county, VILLAGE, clerk);
    expect((await record('B4', id)).status).toBe(200);
    county.clock.now += 30;
    const published = await county.send(readTimetable, { params: { area: VILLAGE } });
    expect(published.value?.records).toEqual([
      { step: 'B4', title: '村民代表会议记录', day: '2026-11-20', minutes: id },
    ]);
    expect(published.text).not.toContain('李守田');
  });

  it('are refused unsigned, without enough people, without a vote on that step, on another day, of elsewhere', async () => {
    const place = at();
    await draft(place);
    const few = await signedMinutes(county, VILLAGE, clerk, {
      ...TEXT,
      present: 19,
      items: [TEXT.items[1]!],
    }).catch(() => undefined);
    expect(few).toBeUndefined();
    const alone = await signedMinutes(county, VILLAGE, clerk, {
      ...TEXT,
      present: 19,
      items: [{ ...TEXT.items[1]!, vote: { kind: 'show', for: 19, against: 0, abstain: 0 } }],
    });
    const { id } = await signedMinutes(county, VILLAGE, clerk);
    for (const [step, minutes] of [
      ['B4', place.id],
      ['B5', alone.id],
      ['B3', id],
      ['B12', id],
      ['B4', freshId()],
    ] as const) {
      expect(fieldsOf(await record(step, minutes))).toEqual(['records.0.minutes']);
    }
    expect(fieldsOf(await record('B5', id, '2026-11-21'))).toEqual(['records.0.day']);
  });
});
