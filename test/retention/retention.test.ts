import { beforeAll, describe, expect, it } from '@jest/globals';
import { openJobs } from '#functions/jobs';
import { localEnvelope } from '#functions/platform/envelope';
import { keyedPlatformOf } from '#local/boundaries';
import { planElection } from '#shared/election/contract';
import { acceptInvitation, invite, type Session } from '#shared/identity/contract';
import * as objections from '#shared/objection/contract';
import { issueCertificate, putContact } from '#shared/registration/contract';
import { keptUntil } from '#shared/retention/kept';
import { compareRoll, finishRoll, matchRoll, myEntries, putRollBatch } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { dayOfDate, LegalDate, startOfDay } from '#shared/time';
import { OBJECTION, rollPosted } from '#test/objection/filing';
import * as r from '#test/recommendation/county';
import { published } from '#test/roll/publishing';
import { rollRow } from '#test/roll/rows';
import { COUNTY, freshId, setup, type TestCounty, VILLAGE } from '#test/setup';
import { entriesOf as listed, slipsFor } from '#test/slip/village';

const ELECTION_DAY = LegalDate.parse('2027-01-05');
const [stays, dropped, comes] = [rollRow(1), rollRow(2), rollRow(3)];

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
  const above = await county.staff('county', COUNTY);
  const body = { id: freshId(), role: 'committee', name: '测试员' } as const;
  const { code } = await county.must(invite, { params: { area: VILLAGE }, body }, above);
  await county.must(acceptInvitation, { body: { code } }, await county.person('clerk'));
  clerk = await county.person('clerk');
});

function runRetention({ wiring }: TestCounty): Promise<void> {
  return openJobs({
    ...keyedPlatformOf(wiring, 'jobs'),
    sealEnvelope: localEnvelope(wiring.secrets.envelope).seal,
    forgetCastingOrder: () => Promise.resolve(),
    transparency: wiring.transparency,
    signed: wiring.signed,
  }).retention();
}

async function importRoll(version: number, rows: RollRow[]): Promise<void> {
  const params = { area: VILLAGE, version };
  await county.must(putRollBatch, { params: { ...params, batch: 0 }, body: { rows } }, clerk);
  await county.must(finishRoll, { params, body: { from: version - 1, entries: rows.length } }, clerk);
}

async function tie(row: RollRow): Promise<Session> {
  const session = await county.person(row.name);
  const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
  await county.must(matchRoll, { params: { area: VILLAGE }, body }, session);
  return session;
}

/** Nine in the morning of a day; whoever acts then signs in anew. */
async function on(date: string): Promise<void> {
  county.clock.now = startOfDay(dayOfDate(date)) + 9 * 3600;
  clerk = await county.person('clerk');
}

const entriesOf = async (name: string) =>
  county.must(myEntries, {}, await county.person(name)).then((found) => found.map((one) => one.name));
const filed = () =>
  county
    .must(objections.readObjections, { params: { area: VILLAGE } }, clerk)
    .then((found) => found.filed.map(({ number }) => number));
const linesOf = (PK: string) => county.dynamo.query('people', { PK });
/** What is published, and the pages of both versions: one of the tree, one for each group. */
const publishedLines = async () => {
  const of = [`ROLLPUBLISHED#${VILLAGE}`, `ROLLPAGE#${VILLAGE}#1`, `ROLLPAGE#${VILLAGE}#2`];
  return (await Promise.all(of.map(linesOf))).map((found) => found.length);
};

describe('the end of personal data', () => {
  it('deletes nothing on the last day it is kept, and the next day all but the roll that stands', async () => {
    await rollPosted(county, VILLAGE, '2026-11-26', clerk);
    await importRoll(1, [stays, dropped]);
    await slipsFor(county, VILLAGE, clerk, [...(await listed(county, VILLAGE, clerk)).values()]);
    const [staying] = [await tie(stays), await tie(dropped)];
    const body = OBJECTION;
    await county.must(objections.fileObjection, { params: { area: VILLAGE, id: freshId() }, body }, staying);
    const [own] = await county.must(myEntries, {}, staying);
    const at = { area: VILLAGE, entry: own!.entry, id: freshId() };
    const contact = {
      day: LegalDate.parse('2026-11-25'),
      way: '上门',
      reached: true,
      came: '见到了。',
    } as const;
    await county.must(putContact, { params: at, body: contact }, clerk);
    const { name, idNumber } = rollRow(4);
    const certificate = { name, idNumber, to: '白杨县清河镇石桥村' };
    await county.must(issueCertificate, { params: { area: VILLAGE }, body: certificate }, clerk);
    await published(county, VILLAGE, clerk, 1);
    await importRoll(2, [stays, comes]);
    await published(county, VILLAGE, clerk, 2, 1);

    await on(keptUntil(ELECTION_DAY));
    await runRetention(county);
    expect(await filed()).toEqual([1]);
    expect(await linesOf(`ROLL#${VILLAGE}#1`)).toHaveLength(2);
    expect(await publishedLines()).toEqual([1, 3, 3]);
    expect(await linesOf(`SLIPS#${VILLAGE}`)).toHaveLength(4);
    expect(await entriesOf(dropped.name)).toEqual([dropped.name]);

    county.clock.now += 86_400;
    county.logged.length = 0;
    await runRetention(county);
    await on('2027-07-09');
    expect(await filed()).toEqual([]);
    expect(await linesOf(`ROLL#${VILLAGE}#1`)).toEqual([]);
    expect(await linesOf(`ROLLIMPORT#${VILLAGE}#1`)).toEqual([]);
    expect(await linesOf(`REGISTRATION#${VILLAGE}`)).toEqual([]);
    expect(await linesOf(`SLIPS#${VILLAGE}`)).toEqual([]);
    expect((await linesOf(`CERTIFICATES#${VILLAGE}`)).map(({ SK }) => SK)).toEqual(['COUNT']);
    expect(await linesOf(`ROLL#${VILLAGE}#2`)).toHaveLength(2);
    expect(await publishedLines()).toEqual([0, 0, 0]);
    expect(await entriesOf(dropped.name)).toEqual([]);
    expect(await entriesOf(stays.name)).toEqual([stays.name]);
    expect(county.logged).toEqual([
      expect.objectContaining({
        event: 'retention-ended',
        area: VILLAGE,
        rolls: 2,
        objections: 1,
        registrations: 2,
        slips: 4,
        published: 7,
      }),
    ]);
  });

  it('forgets whom the person who was dropped was bound to, so that another village may register them', async () => {
    const idNumbers = [stays.idNumber, dropped.idNumber];
    const { people } = await county.must(
      compareRoll,
      { params: { area: VILLAGE }, body: { idNumbers } },
      clerk,
    );
    const bound = await Promise.all(people.map(({ entry }) => linesOf(`IDENTITY#${entry}`)));
    expect(bound.map((found) => found.length)).toEqual([1, 0]);
    const ties = await linesOf(`TIE#${VILLAGE}`);
    expect(ties.map((one) => one['SK'])).toEqual([people[0]!.entry]);
  });

  it('puts down once that it was done, and has nothing more to do', async () => {
    county.calls.length = 0;
    await runRetention(county);
    expect(county.calls.filter(({ command }) => command.startsWith('TransactWrite'))).toEqual([]);
    const events = await county.dynamo.query('ledger', { PK: `AUDIT#RETENTION#${VILLAGE}` });
    expect(events.map(({ action, actor }) => [action, actor])).toEqual([[`end of ${ELECTION_DAY}`, 'jobs']]);
  });

  it('moves with the election day', async () => {
    const other = await setup();
    const above = await other.staff('county', COUNTY);
    const plan = (from: number, day: string) => {
      const body = { from, body: '村民委员会', term: 13, electionDay: LegalDate.parse(day) } as const;
      return other.must(planElection, { params: { area: VILLAGE }, body }, above);
    };
    const { version } = await plan(0, '2027-01-10');
    await plan(version, '2027-01-20');
    const due = await other.dynamo.query('affairs', { PK: `DUE#${COUNTY}#retention` });
    expect(due.map(({ at }) => at)).toEqual([startOfDay(dayOfDate('2027-01-20') + 185)]);
  });
});

it('deletes who was issued tokens in a round, and leaves its board', async () => {
  const round = await r.roundCounty();
  const body = { from: 0, body: '村民委员会', term: 12, electionDay: ELECTION_DAY } as const;
  await round.must(planElection, { params: { area: VILLAGE }, body }, round.clerk);
  const id = await r.opened(round);
  await r.recommend(round, id, 0, [1]);
  await r.closed(round, id);
  const lines = async (table: 'people' | 'affairs' | 'ballots', PK: string) =>
    (await round.dynamo.query(table, { PK })).length;
  const kept = () =>
    Promise.all([lines('affairs', `ROUNDBOARD#${id}#13`), lines('people', `ROLL#${VILLAGE}#1`)]);
  const issued = () =>
    Promise.all([lines('people', `ISSUED#${id}#13`), lines('people', `ISSUEDLIST#${id}#13`)]);
  const board = await kept();
  expect(await issued()).toEqual([1, expect.any(Number)]);
  round.clock.now = startOfDay(dayOfDate(keptUntil(ELECTION_DAY)) + 1);
  await runRetention(round);
  expect(await issued()).toEqual([0, 0]);
  expect(await kept()).toEqual(board);
});
