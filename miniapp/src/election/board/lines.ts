import { type AreaCode, covers, townOf } from '#shared/area/code';
import type { AreaRow, AreaTree } from '#shared/area/contract';
import { dueOn } from '#shared/election/board';
import type { BoardRow } from '#shared/election/contract';
import type { StepRule } from '#shared/election/step-rule';
import { STEPS } from '#shared/election/steps';
import type { LegalDate } from '#shared/time';

/** What is awaited next of a village: the step, its last day, and the days left. */
export interface NextThing {
  rule: StepRule;
  due: LegalDate;
  days: number;
}

/** A village as the board shows it; without `row` no election is planned. */
export interface BoardLine {
  village: AreaRow;
  town: string;
  row: BoardRow | undefined;
  /** First due first: overdue ones, then those to come. */
  things: NextThing[];
}

/** Which villages are shown. */
export type Filter = 'todo' | 'overdue' | 'soon' | 'unplanned' | 'all';

const LAST = '9999-12-31';

/** Every village below an area, what is due first on top; those with nothing due by their code. */
export function linesOf(
  tree: AreaTree,
  area: AreaCode,
  rows: readonly BoardRow[],
  today: LegalDate,
): BoardLine[] {
  const byVillage = new Map(rows.map((row) => [row.village, row]));
  const names = new Map(tree.areas.map(({ code, name }) => [code, name]));
  const below = tree.areas.filter(({ code, level }) => level === 'village' && covers(area, code));
  return below
    .map((village) => {
      const row = byVillage.get(village.code);
      return {
        village,
        town: names.get(townOf(village.code)) ?? '',
        row,
        things: row ? thingsOf(row, today) : [],
      };
    })
    .sort((a, b) => (dueOf(a) + a.village.code < dueOf(b) + b.village.code ? -1 : 1));
}

function thingsOf(row: BoardRow, today: LegalDate): NextThing[] {
  const rules = new Map(STEPS[row.body].map((rule) => [rule.id, rule]));
  return dueOn(row, today).flatMap(({ step, due, days }) => {
    const rule = rules.get(step);
    return rule ? [{ rule, due, days }] : [];
  });
}

function dueOf({ things }: BoardLine): string {
  return things[0]?.due ?? LAST;
}

/** Whether a line belongs to a filter. */
export function matches(line: BoardLine, filter: Filter): boolean {
  const days = line.things[0]?.days;
  switch (filter) {
    case 'todo':
      return line.row === undefined || (days !== undefined && days <= 7);
    case 'overdue':
      return days !== undefined && days < 0;
    case 'soon':
      return line.things.some((thing) => thing.days >= 0 && thing.days <= 7);
    case 'unplanned':
      return line.row === undefined;
    case 'all':
      return true;
  }
}
