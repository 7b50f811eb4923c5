import { type AreaCode, AreaCode as Area } from '#shared/area/code';
import { importAreas } from '#shared/area/contract';
import { type CandidateText, publishCandidates } from '#shared/candidate/contract';
import type { Session } from '#shared/identity/contract';
import type { Role } from '#shared/identity/role';
import type { Id } from '#shared/ids';
import type { RoundDraft } from '#shared/recommendation/contract';
import type { RollRow } from '#shared/roll/row';
import { LegalDate } from '#shared/time';
import { AREAS } from '#test/area/rows';
import { planAndReach } from '#test/election/reach';
import * as r from '#test/recommendation/county';
import { rollRow } from '#test/roll/rows';
import { COUNTY, setup } from '#test/setup';
import { tipCounty, type TipCounty, withColleague } from '#test/tip/case';

/** One county in which every route has something to act on. */
export interface World {
  county: r.RoundCounty;
  tips: TipCounty;
  /** The same once a second officer is at the town's office. */
  colleagues: TipCounty;
  /** A session of somebody with a role, valid now. */
  as: (role: Role, area: AreaCode) => Promise<Session>;
  /** A village nobody has used yet, and people who are on no roll yet. */
  village: () => AreaCode;
  people: (count: number) => RollRow[];
  /** The county's areas, as imported. */
  areas: () => Promise<void>;
  /** A round that is open, and one that is closed with a record on its board; each of one position. */
  open: () => Promise<Id>;
  closed: () => Promise<Id>;
}

export async function openWorld(): Promise<World> {
  const bare = await setup();
  const tips = await tipCounty(Promise.resolve(bare));
  const colleagues = await withColleague(tips);
  const county = await r.roundCounty(Promise.resolve(bare));
  let villages = 0;
  let people = 0;
  return {
    county,
    tips,
    colleagues,
    as: (role, area) => county.staff(role, area),
    village: () => Area.parse(`990101102${200 + (villages += 1)}`),
    people: (count) => Array.from({ length: count }, () => freshPerson((people += 1))),
    areas: once(async () => {
      const body = { from: 0, areas: [...AREAS] };
      await county.must(
        importAreas,
        { params: { area: COUNTY }, body },
        await county.staff('county', COUNTY),
      );
    }),
    open: once(async () => r.opened(county, await draftNow(county))),
    closed: once(async () => {
      const round = await r.opened(county, await draftNow(county, 60));
      county.clock.now += 2;
      await r.recommend(county, round, 1, [0]);
      await r.closed(county, round);
      return round;
    }),
  };
}

/** A round of one position that begins now and lasts some seconds, its signers in the directory that stands. */
export async function draftNow(county: r.RoundCounty, seconds = 5000): Promise<RoundDraft> {
  await r.listSigners(county);
  const { now } = county.clock;
  return { ...r.roundDraft(), positions: r.POSITIONS.slice(0, 1), opens: now, closes: now + seconds };
}

/** Person `n`, born later than anybody of the village's own roll. */
const freshPerson = (n: number) => rollRow(n % 900, `19${70 + Math.floor(n / 900)}-03-04`);

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

const day = (date: string) => LegalDate.parse(date);

export const PLAN = {
  from: 0,
  body: '村民委员会',
  term: 12,
  electionDay: day('2026-12-27'),
} as const;

const person = (name: string) =>
  ({ name, sex: '女', age: 46, group: '第1组', introduction: '卫生室医生。' }) as const;

export const CANDIDATES: CandidateText = {
  kind: '初步候选人',
  order: '姓氏笔画',
  objectUntil: day('2026-12-17'),
  slates: [
    { position: '主任', seats: 1, candidates: ['李守田', '陈桂兰'].map(person) },
    { position: '委员', seats: 3, candidates: ['马春生', '王秀芝', '何建设', '孙玉梅'].map(person) },
  ],
};

/** A village in a stage of its election. */
export async function electionAt({ county, as }: World, area: AreaCode, stage: number): Promise<void> {
  const clerk = await as('county', COUNTY);
  await planAndReach(county, area, PLAN, stage, clerk);
}

/** Publishes the village's candidates. */
export async function candidatesAt(world: World, area: AreaCode): Promise<void> {
  await electionAt(world, area, 5);
  const clerk = await world.as('county', COUNTY);
  await world.county.must(
    publishCandidates,
    { params: { area }, body: { from: 0, list: CANDIDATES } },
    clerk,
  );
}
