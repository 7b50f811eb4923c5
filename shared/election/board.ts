import { type AreaCode, covers, levelOf } from '../area/code';
import type { Grant } from '../identity/grant';
import { type Role, STAFF } from '../identity/role';
import { type LegalDate, dayOfDate } from '../time';
import type { ActedFor, BoardRow, Step, Timetable } from './contract';
import { STEPS } from './steps';

/** Steps of a village's stages so far and of the next that a record is awaited of, and that none shows done. */
function awaitedSteps({ body, stage, steps, records }: Timetable): Step[] {
  const done = new Set(records.map(({ step }) => step));
  const awaited = new Set(STEPS[body].flatMap((rule) => (rule.required || rule.awaited ? [rule.id] : [])));
  return steps.filter((step) => awaited.has(step.id) && !done.has(step.id) && (step.stage ?? 0) <= stage + 1);
}

/** Where a stage stands: one that was passed is done only while every step of it that the board awaits shows its record. */
export function stageState(table: Timetable, stage: number): 'done' | 'open' | 'now' | 'later' {
  if (stage >= table.stage) return stage === table.stage ? 'now' : 'later';
  return awaitedSteps(table).some((step) => step.stage === stage) ? 'open' : 'done';
}

/** The line that a village has on the board of its county and town. */
export function boardRowOf(table: Timetable): BoardRow {
  const { area: village, body, term, stage, electionDay, plannedBy } = table;
  const due = awaitedSteps(table).map(({ id, lastDay }) => ({ step: id, due: lastDay }));
  return { village, body, term, stage, electionDay, awaited: due, ...(plannedBy && { by: plannedBy }) };
}

/** What is awaited, first due first, with the days left: below 0 it is overdue, on its last day it is not. */
export function dueOn(
  { awaited }: BoardRow,
  today: LegalDate,
): { step: string; due: LegalDate; days: number }[] {
  return awaited
    .map(({ step, due }) => ({ step, due, days: dayOfDate(due) - dayOfDate(today) }))
    .sort((a, b) => a.days - b.days);
}

/** In whose place somebody acts who holds these grants: nobody's where one of them is of the village itself. */
export function actedFor(grants: readonly Grant[], village: AreaCode): ActedFor | undefined {
  const staff: readonly Role[] = STAFF;
  const levels = grants
    .filter(({ role, area }) => staff.includes(role) && covers(area, village))
    .map(({ area }) => levelOf(area));
  if (levels.includes('village')) return undefined;
  return levels.includes('town') ? 'town' : 'county';
}
