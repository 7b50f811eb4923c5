import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '#shared/identity/contract';
import { myObjections } from '#shared/objection/contract';
import * as roll from '#shared/roll/contract';
import { decodeRollList } from '#shared/roll/list';
import { leadsToRoot } from '#shared/roll/own-proof';
import { bytesOf } from '#shared/crypto/bytes';
import { utf8 } from '#shared/crypto/utf8';
import { leafProof, loggedDocument } from '#shared/transparency/contract';
import { proveLogged } from '#shared/transparency/proof';
import { dayOfDate, startOfDay } from '#shared/time';
import { COUNTY, OTHER_VILLAGE, setup, type TestCounty, VILLAGE } from '#test/setup';
import { imported, planned, published, tied } from './publishing';
import { rollRow } from './rows';

const ROWS = Array.from({ length: 60 }, (_, i) => rollRow(i));
const params = { area: VILLAGE };

let county: TestCounty;
let clerk: Session;
let villager: Session;

/** Moves to a day, and signs everybody in anew. */
const on = async (date: string) => {
  county.clock.now = startOfDay(dayOfDate(date)) + 9 * 3600;
  clerk = await county.staff('county', COUNTY);
};
const publish = (area = VILLAGE, version = 1, from = 0) =>
  county.send(roll.publishRoll, { params: { area, version }, body: { from } }, clerk);

beforeAll(async () => {
  county = await setup();
  await on('2026-11-26');
});

describe('before a roll is published', () => {
  it('refuses to publish where no election is planned, and tells the desk that nothing is planned', async () => {
    await imported(county, VILLAGE, clerk, ROWS);
    expect((await publish()).code).toBe('election-unplanned');
    expect((await county.send(roll.rollPublication, { params }, clerk)).status).toBe(404);
  });

  it('tells the desk the last day with its article, and that nothing is published', async () => {
    await planned(county, VILLAGE, clerk);
    const found = await county.must(roll.rollPublication, { params }, clerk);
    expect(found.publication).toBeUndefined();
    expect(found.law).toMatchObject({ last: '2026-12-07', basis: '村组法(2025) 第17条' });
    // As if it were published today, whatever day is planned: the sample says what its notice will.
    await on('2026-11-27');
    const sample = await county.must(roll.rollPublication, { params }, clerk);
    expect([found.window.first, sample.window.first]).toEqual(['2026-11-26', '2026-11-27']);
    await on('2026-11-26');
  });

  it('shows a villager nothing of it and looks nobody up', async () => {
    villager = await tied(county, VILLAGE, ROWS[3]!);
    expect((await county.send(roll.publishedRoll, { params }, villager)).code).toBe('roll-unpublished');
    const page = { ...params, version: 1, group: 0, page: 0 };
    expect((await county.send(roll.publishedPage, { params: page }, villager)).code).toBe('roll-unpublished');
    const body = { name: ROWS[3]!.name, idLastSix: ROWS[3]!.idNumber.slice(-6) };
    expect((await county.send(roll.checkRoll, { params, body }, villager)).code).toBe('roll-unpublished');
  });
});

describe('publishing a roll', () => {
  it('refuses a version that does not stand, and one decided from another publication', async () => {
    await on('2026-11-28');
    expect((await publish(VILLAGE, 2)).code).toBe('conflict');
    expect((await publish(VILLAGE, 1, 1)).code).toBe('conflict');
  });

  it('freezes the version that stands, in three calls, and answers it again when it is asked again', async () => {
    county.calls.length = 0;
    const first = await publish();
    expect(county.calls.length).toBeLessThanOrEqual(3);
    expect(first.value).toMatchObject({ number: 1, version: 1, entries: 60, firstDay: '2026-11-28' });
    expect(first.value?.groups).toEqual(
      [1, 2, 3, 4].map((n) => ({ name: `第${n}组`, entries: 15, pages: 1 })),
    );
    await on('2026-11-29');
    expect((await publish()).text).toBe(first.text);
    expect((await publish(VILLAGE, 1, 1)).text).toBe(first.text);
  });

  it('begins the time for objections on its day, not on the planned one', async () => {
    villager = await tied(county, VILLAGE, ROWS[3]!);
    const { window } = await county.must(myObjections, { params }, villager);
    expect(window).toEqual({ first: '2026-11-28', last: '2026-12-03', provisional: false });
    expect((await county.must(roll.rollPublication, { params }, clerk)).window).toEqual(window);
  });

  it('puts its leaf into the log, over a structure that names nobody and that anyone may read', async () => {
    await county.enterLog();
    const { publication } = await county.must(roll.publishedRoll, { params }, villager);
    const { leaf } = publication;
    const document = bytesOf(publication.document);
    const proof = utf8((await county.send(leafProof, { params: { leaf } })).text);
    expect(proveLogged({ kind: 'roll', area: VILLAGE, document }, proof, county.log)).toMatchObject({
      leaf: { kind: 'roll', version: 1, area: VILLAGE },
    });
    const served = await county.send(loggedDocument, { params: { leaf } });
    expect(served.status).toBe(200);
    expect(decodeRollList(document)).toMatchObject({ area: VILLAGE, term: 12, version: 1, entries: 60 });
  });

  it('shows a person the own line with its way to the root, in two calls', async () => {
    county.calls.length = 0;
    const { publication, own } = await county.must(roll.publishedRoll, { params }, villager);
    expect(county.calls.length).toBeLessThanOrEqual(2);
    expect(own).toMatchObject({ name: ROWS[3]!.name, group: ROWS[3]!.group });
    expect(leadsToRoot(own!, publication)).toBe(true);
    expect(leadsToRoot({ ...own!, group: '第9组' }, publication)).toBe(false);
    expect(leadsToRoot(own!, { ...publication, entries: 61 })).toBe(false);
  });

  it('lists the names of a group to a villager and to nobody else, in one call', async () => {
    const page = { ...params, version: 1, group: 0, page: 0 };
    county.calls.length = 0;
    const { group, names } = await county.must(roll.publishedPage, { params: page }, villager);
    expect(county.calls).toHaveLength(1);
    expect(group).toBe('第1组');
    const ofGroup = ROWS.filter((one) => one.group === group).map(({ name }) => name);
    expect([...names].sort()).toEqual(ofGroup.sort());
    const stranger = await county.person('stranger');
    for (const as of [stranger, clerk]) {
      expect((await county.send(roll.publishedPage, { params: page }, as)).code).toBe('roll-villagers-only');
      expect((await county.send(roll.publishedRoll, { params }, as)).code).toBe('roll-villagers-only');
    }
    const other = { ...page, area: OTHER_VILLAGE };
    expect((await county.send(roll.publishedPage, { params: other }, villager)).code).toBe(
      'roll-villagers-only',
    );
    expect((await county.send(roll.publishedPage, { params: { ...page, group: 9 } }, villager)).status).toBe(
      404,
    );
  });
});

describe('a correction', () => {
  const corrected = [...ROWS.slice(1), rollRow(70)];

  it('leaves what is published as it is until it is published itself, for the desk too', async () => {
    await imported(county, VILLAGE, clerk, corrected, 1);
    const { publication } = await county.must(roll.publishedRoll, { params }, villager);
    expect(publication).toMatchObject({ number: 1, version: 1, entries: 60 });
    const added = await tied(county, VILLAGE, rollRow(70));
    const seen = await county.must(roll.publishedRoll, { params }, added);
    expect(seen.own).toBeUndefined();
    const entries = { params: { area: VILLAGE, version: 1 }, query: {} };
    expect((await county.must(roll.rollEntries, entries, clerk)).entries).toHaveLength(60);
  });

  it('may come after the last day for the first, follows it in the log, and moves no term for objections', async () => {
    await on('2026-12-20');
    expect((await publish(VILLAGE, 2, 0)).code).toBe('conflict');
    const first = (await county.must(roll.rollPublication, { params }, clerk)).publication!;
    const second = await published(county, VILLAGE, clerk, 2, 1);
    expect(second).toMatchObject({ number: 2, version: 2, firstDay: first.firstDay });
    await county.enterLog();
    villager = await tied(county, VILLAGE, ROWS[3]!);
    const { own, publication } = await county.must(roll.publishedRoll, { params }, villager);
    expect(leadsToRoot(own!, publication)).toBe(true);
    const proof = utf8((await county.send(leafProof, { params: { leaf: second.leaf } })).text);
    const document = bytesOf(second.document);
    const proven = proveLogged({ kind: 'roll', area: VILLAGE, document }, proof, county.log);
    expect(proven).toMatchObject({ leaf: { version: 2, prev: bytesOf(first.leaf) } });
    const page = { ...params, version: 1, group: 0, page: 0 };
    const older = await county.send(roll.publishedPage, { params: page }, villager);
    expect(older.code).toBe('roll-replaced');
    expect(JSON.parse(older.text).fields[0].message).toBe('现在是第 2 次公布（第 2 版）。');
    const { number, version, leaf, publishedAt } = second;
    const newest = await county.send(roll.newestRoll, { params });
    expect(newest.value).toEqual({ area: VILLAGE, term: 12, number, version, leaf, publishedAt });
    const entries = { params: { area: VILLAGE, version: 1 }, query: {} };
    expect((await county.send(roll.rollEntries, entries, clerk)).code).toBe('conflict');
  });

  it('is refused after the election day', async () => {
    await on('2026-12-27');
    await imported(county, VILLAGE, clerk, ROWS, 2);
    await on('2026-12-28');
    expect((await publish(VILLAGE, 3, 2)).code).toBe('roll-over');
  });
});

describe('the law’s last day', () => {
  it('allows the first publication on the twentieth day before, and refuses it the day after with the article', async () => {
    await on('2026-12-07');
    await planned(county, OTHER_VILLAGE, clerk);
    await imported(county, OTHER_VILLAGE, clerk, [rollRow(500)]);
    await on('2026-12-08');
    const late = await publish(OTHER_VILLAGE);
    expect(late.code).toBe('roll-late');
    expect(JSON.parse(late.text).fields[0].message).toContain('最后一天是12月7日。村组法(2025) 第17条：');
    await on('2026-12-07');
    expect((await publish(OTHER_VILLAGE)).status).toBe(200);
  });
});

describe('looking up for the family', () => {
  const check = (as: Session, { name, idNumber } = ROWS[5]!) =>
    county.send(roll.checkRoll, { params, body: { name, idLastSix: idNumber.slice(-6) } }, as);

  it('tells the group on the published roll, whatever has been imported since, and ties nobody', async () => {
    await on('2026-12-20');
    const child = await county.person('child');
    expect((await check(child)).value).toEqual({ number: 2, groups: [ROWS[5]!.group] });
    expect((await check(child, ROWS[0])).value).toEqual({ number: 2, groups: [] });
    expect(await county.must(roll.myEntries, {}, child)).toEqual([]);
  });

  it('counts its tries with those of matching, found or not', async () => {
    const child = await county.person('child');
    const body = { name: '没有的人', idLastSix: '123456' };
    for (let i = 0; i < 3; i += 1) await county.send(roll.matchRoll, { params, body }, child);
    expect((await check(child)).code).toBe('too-many-tries');
  });
});

it('writes no name, entry or salt into logs, audit or anything public', async () => {
  const people = await county.dynamo.get('people', { PK: `ROLLPUBLISHED#${VILLAGE}`, SK: '-' });
  const salt = Buffer.from(people!['salt'] as Uint8Array);
  const events = await county.dynamo.query('ledger', { PK: `AUDIT#ROLLPUBLISHED#${VILLAGE}` });
  expect(events).toHaveLength(2);
  expect(events[1]!['previous']).toBe(events[0]!['hash']);
  const leaf = (people!['publication'] as { leaf: string }).leaf;
  const documents = await county.dynamo.get('public', { PK: `LOGGED#${leaf}`, SK: '-' });
  const bytes = Buffer.from(documents!['document'] as Uint8Array);
  expect(bytes.includes(salt)).toBe(false);
  const said = JSON.stringify([events, county.logged]);
  for (const word of [ROWS[3]!.name, salt.toString('base64url'), salt.toString('base64')]) {
    expect(said).not.toContain(word);
    expect(bytes.includes(Buffer.from(word))).toBe(false);
  }
});
