import { beforeAll, describe, expect, it } from '@jest/globals';
import { openBoundaries } from '#local/boundaries';
import { DEMO_COUNTY, TOWNS, VILLAGES } from '#local/demo/areas';
import { daysFrom } from '#local/demo/days';
import { demoElections } from '#local/demo/elections';
import { loadDemo } from '#local/demo/load';
import { noticeId } from '#local/demo/load-notices';
import { DEMO_PEOPLE, FOUNDER, OFFICERS, VILLAGERS } from '#local/demo/people';
import { reachOf } from '#local/demo/reach';
import { DEMO_MEMBERS, demoRolls } from '#local/demo/roll';
import { demoRound } from '#local/demo/round';
import type { Reach } from '#local/demo/sender';
import { rowOf } from '#local/demo/villagers';
import { areaTree } from '#shared/area/contract';
import { readCandidates } from '#shared/candidate/contract';
import { readTimetable } from '#shared/election/contract';
import { noticeLists, officeNotices, readNotice, readNoticeVersion } from '#shared/notice/contract';
import { filePath } from '#shared/notice/file-place';
import { RoundDraft } from '#shared/recommendation/contract';
import { matchRoll, myEntries, rollHead, rollPublication } from '#shared/roll/contract';
import { RollRow } from '#shared/roll/row';
import { dateOfDay, dayOf } from '#shared/time';
import { setup, START, type TestCounty } from '#test/setup';

const ALL = Object.values(VILLAGES);
const ZAOPING = { area: VILLAGES.zaoping.code };

class Killed extends Error {}

/** Where a load is killed: at the first request whose path holds this, before it arrives or before its answer does. */
interface Kill {
  at: string;
  when: 'before' | 'after';
}

/** Loads the demo, and answers how many requests it took. */
async function load(county: TestCounty, kill?: Kill): Promise<number> {
  const clock = { now: 0 };
  const apps = openBoundaries({ ...county.wiring, nowMs: () => clock.now * 1000 });
  const reach = reachOf(apps, county.blobs);
  let requests = 0;
  const mortal: Reach = async (path, init) => {
    requests += 1;
    const dies = kill !== undefined && path.includes(kill.at);
    if (dies && kill.when === 'before') throw new Killed();
    const response = await reach(path, init);
    if (dies) throw new Killed();
    return response;
  };
  await loadDemo({
    reach: mortal,
    clock,
    foundingCode: county.wiring.secrets.foundingCode,
    wechatLogin: (person) => county.wechat.login({ openid: `demo-${person}` }),
    now: county.clock.now,
    progress: () => undefined,
  });
  return requests;
}

/** Everything that people and offices may read of the demo. */
async function everything(county: TestCounty) {
  const founder = await county.person(`demo-${FOUNDER.person}`);
  const areas = ALL.map(({ code }) => code);
  const drafts = [DEMO_COUNTY, TOWNS.liutang.code, ...areas].map((area) =>
    county.must(officeNotices, { params: { area } }, founder),
  );
  const read = areas.map(async (area) => ({
    timetable: await county.must(readTimetable, { params: { area } }),
    notices: await county.must(noticeLists, { params: { area } }),
    candidates: (await county.send(readCandidates, { params: { area } })).value,
    roll: await county.must(rollHead, { params: { area } }, founder),
  }));
  const tree = await county.must(areaTree, { params: { area: DEMO_COUNTY } });
  return { tree, drafts: await Promise.all(drafts), villages: await Promise.all(read) };
}

describe('the rolls of the demo county', () => {
  const rolls = demoRolls();
  const rows = [...rolls.values()].flat();

  it('hold 3,000 people, of whom 200 are party members', () => {
    expect(rows).toHaveLength(3000);
    expect(rows.filter(({ member }) => member)).toHaveLength(DEMO_MEMBERS);
    expect(DEMO_MEMBERS).toBe(200);
  });

  it('hold valid rows only, every ID number once, of an invented county', () => {
    for (const row of rows) expect(RollRow.parse(row)).toEqual(row);
    expect(new Set(rows.map(({ idNumber }) => idNumber)).size).toBe(3000);
    expect(rows.every(({ idNumber }) => idNumber.startsWith('990101'))).toBe(true);
  });

  it('are the same in every run', () => {
    expect([...demoRolls()]).toEqual([...rolls]);
  });

  it('hold grown-ups of all ages, people who work away, namesakes and long and rare names', () => {
    const years = rows.map(({ idNumber }) => Number(idNumber.slice(6, 10)));
    expect(Math.min(...years)).toBeLessThanOrEqual(1940);
    expect(Math.max(...years)).toBeLessThanOrEqual(2007);
    const away = rows.filter(({ category }) => category === '户籍在村外出').length;
    expect(away).toBeGreaterThan(600);
    const zaoping = rolls.get(VILLAGES.zaoping)!;
    expect(new Set(zaoping.map(({ group }) => group)).size).toBe(6);
    expect(zaoping.filter(({ name }) => name === '王秀芝').length).toBeGreaterThanOrEqual(2);
    expect(rows.some(({ name }) => name.includes('·'))).toBe(true);
    expect(rows.some(({ name }) => name.startsWith('𠮷'))).toBe(true);
  });

  it('let everybody be found by name and last six', () => {
    for (const village of rolls.values()) {
      const keys = village.map(({ name, idNumber }) => name + idNumber.slice(-6));
      expect(new Set(keys).size).toBe(village.length);
    }
  });
});

describe('the round that 枣坪村 may plan', () => {
  it('is a draft but for its trustees and committee, and tells namesakes apart', () => {
    const Draft = RoundDraft.omit({ trustees: true, committee: true });
    const draft = Draft.parse(demoRound(START).draft);
    expect(draft.eligible).toHaveLength(VILLAGES.zaoping.people);
    expect(new Set(draft.eligible.map(({ name, group }) => name + group)).size).toBe(draft.eligible.length);
    expect(draft.eligible).toContainEqual({ name: '王秀芝', group: '第6组·女·63岁' });
    expect(draft.closes).toBeGreaterThan(draft.opens + 2 * 86_400);
  });
});

describe('the demo county, loaded by the routes that people use', () => {
  // Killed again and again, then started anew the next day: everything below holds of what came out of that.
  const KILLS: readonly Kill[] = [
    { at: '/identity/invitations', when: 'after' },
    { at: `/areas/${TOWNS.nanpo.code}/invitations`, when: 'after' },
    { at: '/publish', when: 'after' },
    { at: '/correct', when: 'after' },
    { at: '/batches/4', when: 'before' },
    { at: '/finish', when: 'after' },
  ];
  let county: TestCounty;
  let loaded: Awaited<ReturnType<typeof everything>>;
  beforeAll(async () => {
    county = await setup();
    for (const kill of KILLS) await expect(load(county, kill)).rejects.toThrow(Killed);
    county.clock.now += 86_400;
    await load(county);
    county.clock.now = START;
    loaded = await everything(county);
  }, 120_000);

  it('has a county, three towns, twelve villages, and a roll in each', () => {
    const { tree, villages } = loaded;
    expect(tree.areas).toHaveLength(16);
    expect(villages.map(({ roll }) => roll.entries)).toEqual(ALL.map(({ people }) => people));
    expect(villages.reduce((sum, { roll }) => sum + roll.members, 0)).toBe(200);
  });

  it('has published the roll of every village on the day of its timetable, once that has passed', async () => {
    const founder = await county.person(`demo-${FOUNDER.person}`);
    const days = daysFrom(dayOf(START));
    for (const { village, roll } of demoElections(days)) {
      const { publication } = await county.must(rollPublication, { params: { area: village.code } }, founder);
      expect([village.name, publication?.firstDay]).toEqual([
        village.name,
        roll < 0 ? days.date(roll) : undefined,
      ]);
    }
  });

  it('puts each paper down on a day of its step that has come, and where there is a notice, by that', async () => {
    const today = dateOfDay(dayOf(START));
    for (const { code } of ALL) {
      const { steps, records } = await county.must(readTimetable, { params: { area: code } });
      for (const { step, day } of records) {
        const { firstDay, lastDay } = steps.find(({ id }) => id === step)!;
        expect([code, step, firstDay <= day && day <= lastDay && day <= today]).toEqual([code, step, true]);
      }
      expect(new Set(records.map(({ step }) => step)).size).toBe(records.length);
    }
    const { records } = await county.must(readTimetable, { params: ZAOPING });
    const [published] = await county.must(noticeLists, { params: ZAOPING });
    const dated = records.filter(({ notice }) => notice !== undefined);
    expect(dated.map(({ step }) => step).sort()).toEqual(['B2', 'B3', 'B4', 'B5', 'B7', 'B8']);
    for (const { notice, day } of dated) {
      const line = published!.notices.find(({ id }) => id === notice);
      expect(line && dateOfDay(dayOf(line.publishedAt))).toBe(day);
    }
  });

  it('stands in each of the stages 1 to 6', async () => {
    const { villages } = loaded;
    expect(new Set(villages.map(({ timetable }) => timetable.stage))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    const zaoping = await county.must(readTimetable, { params: ZAOPING });
    expect(zaoping).toMatchObject({ stage: 4, term: 12, body: '村民委员会', electionDay: '2026-12-20' });
    const community = await county.must(readTimetable, { params: { area: VILLAGES.beiguan.code } });
    expect(community).toMatchObject({ stage: 6, body: '居民委员会' });
  });

  it('shows candidates where they have been published', () => {
    const { villages } = loaded;
    const lists = villages.flatMap(({ candidates }) => candidates ?? []);
    expect(lists.map(({ area }) => area).sort()).toEqual(
      [VILLAGES.dongqu.code, VILLAGES.beiguan.code].sort(),
    );
    for (const { slates } of lists) {
      for (const { seats, candidates } of slates) expect(candidates.length).toBeGreaterThan(seats);
    }
  });

  it('has published more than sixteen notices, one corrected, one withdrawn, one waiting for tomorrow', () => {
    const { drafts } = loaded;
    const notices = drafts.flatMap((page) => page.notices);
    expect(notices.filter(({ state }) => state.kind === 'published').length).toBeGreaterThan(16);
    expect(notices.filter(({ state }) => state.kind === 'withdrawn')).toHaveLength(1);
    expect(notices.filter(({ version }) => version === 2)).toHaveLength(1);
    const [waiting] = notices.flatMap(({ state }) => (state.kind === 'scheduled' ? [state] : []));
    expect(waiting?.publishAt).toBeGreaterThan(START);
    expect(new Set(notices.map(({ stage }) => stage))).toEqual(new Set([1, 2, 3, 4, 6]));
  });

  it('dates every notice by the day it would have been published, none in the time to come', async () => {
    const [own] = await county.must(noticeLists, { params: ZAOPING });
    const dates = own!.notices.map(({ publishedAt }) => publishedAt);
    expect(dates).toEqual([...dates].sort((a, b) => b - a));
    expect(new Set(dates).size).toBe(dates.length);
    expect(dates[0]!).toBeLessThan(START);
  });

  it('keeps a corrected notice readable as it was, with its paper form', async () => {
    const params = { ...ZAOPING, id: noticeId('zaoping nomination') };
    const now = await county.must(readNotice, { params });
    const then = await county.must(readNoticeVersion, { params: { ...params, version: 1 } });
    expect(then.html).toContain('村小学传达室');
    expect(now.html).not.toContain('村小学传达室');
    expect(now.attachments).toEqual(then.attachments);
    const form = await county.blobs.request(filePath({ ...params, sha256: now.attachments[0]!.sha256 }));
    expect(form.status).toBe(200);
    expect(form.headers.get('content-type')).toBe('application/pdf');
  });

  it('keeps every rule of the house in what it says', async () => {
    const { villages } = loaded;
    const lines = villages.flatMap(({ notices }) => notices.flatMap((page) => page.notices));
    for (const { area, id } of lines) {
      const { html } = await county.must(readNotice, { params: { area, id } });
      expect(html).not.toMatch(/undefined|NaN|！|批准/);
    }
  });

  it('gives every officer their role and lets villagers find themselves', async () => {
    for (const { person, role, area } of [FOUNDER, ...OFFICERS]) {
      const { grants } = await county.person(`demo-${person}`);
      expect(grants).toEqual([{ role, area }]);
    }
    for (const { person, villager, tied } of VILLAGERS) {
      const session = await county.person(`demo-${person}`);
      expect(await county.must(myEntries, {}, session)).toHaveLength(tied ? 1 : 0);
      const body = { name: villager.name, idLastSix: rowOf(villager).idNumber.slice(-6) };
      const entry = await county.must(matchRoll, { params: ZAOPING, body }, session);
      expect(entry).toMatchObject({ name: villager.name, group: `第${villager.group}组` });
    }
    expect(DEMO_PEOPLE).toHaveLength(1 + OFFICERS.length + VILLAGERS.length);
  });

  it('is what one load without a kill makes of it', async () => {
    const straight = await setup();
    // Up to the rolls: how many each holds was seen above.
    await expect(load(straight, { at: '/batches/', when: 'before' })).rejects.toThrow(Killed);
    const unrolled = loaded.villages.map(({ roll, ...rest }) => ({
      ...rest,
      roll: { ...roll, version: 0, entries: 0, members: 0 },
    }));
    expect(withoutNonces(await everything(straight))).toEqual(
      withoutNonces({ ...loaded, villages: unrolled }),
    );
  }, 120_000);

  it('changes nothing when it is started again', async () => {
    expect(await load(county)).toBeLessThanOrEqual(4);
    expect(await everything(county)).toEqual(loaded);
  });
});

/** The same without what is drawn at random for each version in the log. */
function withoutNonces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, held: unknown) => (name === 'logged' ? true : held)));
}
