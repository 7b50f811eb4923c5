import { beforeAll, describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { planElection } from '#shared/election/contract';
import type { Session } from '#shared/identity/contract';
import { draftMinutes, type MinutesText } from '#shared/meeting/contract';
import { publishRoll, putRollBatch } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { LegalDate } from '#shared/time';
import { signedMinutes } from '#test/meeting/minutes';
import { TEXT } from '#test/meeting/text';
import { COUNTY, freshId, setup, type TestCounty } from '#test/setup';
import { imported, planned } from './publishing';
import { rollRow } from './rows';

const AREA = AreaCode.parse('990101100441');
const OTHER = AreaCode.parse('990101100442');
const LATE = AreaCode.parse('990101100443');
const COMMUNITY = AreaCode.parse('990101100444');

const agreed = LegalDate.parse('2026-11-20');
const newcomer = (n: number): RollRow => ({
  ...rollRow(n, '1980-03-04'),
  category: '居住一年以上',
  agreed,
  unregisteredAtHome: true,
});
const meeting = (count: { for: number; against: number }, day = agreed): MinutesText => ({
  ...TEXT,
  day,
  items: [
    {
      title: '同意户籍不在本村的人登记参加选举',
      says: '',
      about: 'consent',
      vote: { kind: 'show', ...count, abstain: 0 },
    },
  ],
});
const PASSED = { for: 21, against: 1 };

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
  clerk = await county.staff('county', COUNTY);
  await planned(county, AREA, clerk);
  await planned(county, OTHER, clerk);
});

const put = (area = AREA, rows = [newcomer(1)]) =>
  county.send(putRollBatch, { params: { area, version: 1, batch: 0 }, body: { rows } }, clerk);
const sentence = (text: string) =>
  (JSON.parse(text) as { fields: { path: string; message: string }[] }).fields[0];

describe('somebody who needs the consent of the meeting', () => {
  it('is refused with the article while no signed minutes of that day agreed', async () => {
    const reply = await put();
    expect(reply.code).toBe('invalid');
    expect(sentence(reply.text)).toEqual({
      path: 'rows.0.agreed',
      message: expect.stringMatching(/^村组法\(2025\) 第16条：/),
    });
  });

  it.each([
    [
      'a draft',
      async () => {
        const params = { area: AREA, id: freshId() };
        await county.must(draftMinutes, { params, body: { from: 0, text: meeting(PASSED) } }, clerk);
      },
    ],
    ['a vote that was lost', () => signedMinutes(county, AREA, clerk, meeting({ for: 3, against: 18 }))],
    ['another day', () => signedMinutes(county, AREA, clerk, meeting(PASSED, LegalDate.parse('2026-11-19')))],
    ['a meeting about something else', () => signedMinutes(county, AREA, clerk, TEXT)],
    ['another village’s meeting', () => signedMinutes(county, OTHER, clerk, meeting(PASSED))],
  ])('is not helped by %s', async (_, hold: () => Promise<unknown>) => {
    await hold();
    expect((await put()).code).toBe('invalid');
  });

  it('is entered once signed minutes of that day agreed, and the roll is published', async () => {
    await signedMinutes(county, AREA, clerk, meeting(PASSED));
    expect(await imported(county, AREA, clerk, [newcomer(1), rollRow(2)])).toBe(1);
    const publish = { params: { area: AREA, version: 1 }, body: { from: 0 } };
    expect((await county.send(publishRoll, publish, clerk)).status).toBe(200);
  });

  it('keeps a roll from being published that was imported before the election was planned', async () => {
    await imported(county, LATE, clerk, [newcomer(3), rollRow(4)]);
    await planned(county, LATE, clerk);
    const publish = { params: { area: LATE, version: 1 }, body: { from: 0 } };
    const reply = await county.send(publishRoll, publish, clerk);
    expect(reply.code).toBe('roll-consent');
    const { name, group } = newcomer(3);
    expect(sentence(reply.text)?.message).toContain(`村组法(2025) 第16条：${name}（${group}）`);
    await signedMinutes(county, LATE, clerk, meeting(PASSED));
    expect((await county.send(publishRoll, publish, clerk)).status).toBe(200);
  });

  it('needs none in a community, whose law asks for none', async () => {
    const body = {
      from: 0,
      body: '居民委员会',
      term: 12,
      electionDay: LegalDate.parse('2026-12-27'),
    } as const;
    await county.must(planElection, { params: { area: COMMUNITY }, body }, clerk);
    expect((await put(COMMUNITY, [newcomer(5)])).status).toBe(200);
  });
});
