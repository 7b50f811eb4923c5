import { importAreas, areaTree } from '#shared/area/contract';
import { publishCandidates } from '#shared/candidate/contract';
import { enterStage, planElection, recordSteps, type Timetable } from '#shared/election/contract';
import { readNotice } from '#shared/notice/contract';
import { dayOf } from '#shared/time';
import { DEMO_COUNTY, demoAreas, VILLAGES } from './areas';
import { demoSlates } from './candidates';
import { FIRST_DAY } from './county-notices';
import { type Days, daysFrom } from './days';
import { DEMO_TERM, type DemoElection, demoElections, PLANNED_DAY } from './elections';
import { loadNotice, noticeId } from './load-notices';
import { appoint, found, tie } from './load-people';
import type { Load, LoadOptions } from './load-options';
import { isRollThere, loadRoll, publishLoaded } from './load-rolls';
import { demoNotices } from './notices';
import { papersOn } from './papers';
import { FOUNDER, OFFICERS, VILLAGERS } from './people';
import type { DemoNotice } from './rich';
import { demoRolls } from './roll';
import { senderBy } from './sender';
import { openSessions } from './sessions';

/**
 * Loads the demo county by the routes that people use. Every step asks what is there or is answered as the first
 * time, so a load that was cut short goes on where it stood, and one that is complete changes nothing.
 */
export async function loadDemo(options: LoadOptions): Promise<void> {
  const send = senderBy(options.reach);
  const sessions = openSessions(send, options.clock, options.wechatLogin);
  const load: Load = { ...options, send, sessions };
  options.clock.now = options.now;
  if (!(await isComplete(load))) await loadAll(load, await daysOf(load));
  await sessions.end();
}

async function loadAll(load: Load, days: Days): Promise<void> {
  const elections = demoElections(days);
  const rolls = demoRolls();
  const { clock, progress } = load;

  clock.now = days.at(FIRST_DAY, 8);
  progress('areas, offices and officers');
  await found(load);
  await loadAreas(load);
  for (const officer of OFFICERS) await appoint(load, officer);

  progress('notices and timetables');
  const notices = demoNotices(days, elections, rolls.get(VILLAGES.zaoping) ?? []);
  for (const notice of notices) await loadNotice(load, notice);
  for (const election of elections) await loadElection(load, days, election, notices);
  for (const { village, by, at, list } of demoSlates(days, elections)) {
    clock.now = at;
    await load.sessions.must(
      publishCandidates,
      { params: { area: village.code }, body: { from: 0, list } },
      by.person,
    );
  }

  // The rolls last, and of them the village's that a newcomer sees first; the very last one marks the end.
  for (const [i, election] of elections.entries()) {
    progress(`rolls, ${i + 1} of ${elections.length}: ${election.village.name}`);
    clock.now = days.at(Math.min(election.roll, -1), 8);
    await loadRoll(load, election, rolls.get(election.village) ?? []);
    if (election.roll < 0) await publishLoaded(load, election);
    clock.now = days.at(-1, 18);
    if (i === 0) for (const villager of VILLAGERS.filter(({ tied }) => tied)) await tie(load, villager);
  }
}

/** The last thing that a load does is the last village's roll. */
async function isComplete(load: Load): Promise<boolean> {
  const { grants } = await load.sessions.of(FOUNDER.person);
  const last = demoElections(daysFrom(0)).at(-1);
  return grants.length > 0 && last !== undefined && isRollThere(load, last.village);
}

/** Day 0 is today, or the day that a load was begun: its first notice says which. */
async function daysOf(load: Load): Promise<Days> {
  const first = await load.send(readNotice, { params: { area: DEMO_COUNTY, id: noticeId('county plan') } });
  return daysFrom(first.ok ? dayOf(first.value.publishedAt) - FIRST_DAY : dayOf(load.now));
}

async function loadAreas({ send, sessions }: Load): Promise<void> {
  const params = { area: DEMO_COUNTY };
  const stands = await send(areaTree, { params });
  const from = stands.ok ? stands.value.version : 0;
  await sessions.must(importAreas, { params, body: { from, areas: demoAreas() } }, FOUNDER.person);
}

/** Plans a village's election and enters every stage whose first day has come. */
async function loadElection(
  load: Load,
  days: Days,
  election: DemoElection,
  notices: readonly DemoNotice[],
): Promise<void> {
  const { village, body, by } = election;
  const params = { area: village.code };
  const plan = {
    from: 0,
    body,
    term: DEMO_TERM,
    electionDay: days.date(election.election),
    rollDay: days.date(election.roll),
  };
  load.clock.now = days.at(PLANNED_DAY, 10);
  let timetable = await load.sessions.must(planElection, { params, body: plan }, by.person);
  const putDown = async (at: number, stageEnds: boolean): Promise<void> => {
    load.clock.now = at;
    const records = papersOn(timetable, notices, days, { at, stageEnds });
    const body = { from: timetable.version, records };
    if (records.length > 0) timetable = await load.sessions.must(recordSteps, { params, body }, by.person);
  };
  for (let next = nextStage(timetable, days); next; next = nextStage(timetable, days)) {
    await putDown(days.at(next.day, 8), true);
    const body = { from: timetable.version, stage: next.stage };
    timetable = await load.sessions.must(enterStage, { params, body }, by.person);
  }
  // What ended while a later stage was under way.
  await putDown(Math.max(load.clock.now, days.at(-1, 19)), false);
}

function nextStage(timetable: Timetable, days: Days): { stage: number; day: number } | undefined {
  const stage = timetable.stage + 1;
  const first = timetable.steps.flatMap((step) => (step.stage === stage ? [days.dayOf(step.firstDay)] : []));
  const day = Math.min(...first);
  return day <= 0 ? { stage, day } : undefined;
}
