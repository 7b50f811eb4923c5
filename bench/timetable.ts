import { performance } from 'node:perf_hooks';
import { AreaCode } from '#shared/area/code';
import { boardRowOf } from '#shared/election/board';
import { ElectionPlan, readBoard } from '#shared/election/contract';
import { planElection } from '#shared/election/rules';
import { putBoardRow } from '#functions/election/items';
import { addDays, LegalDate } from '#shared/time';
import { COUNTY, openCounty, VILLAGE } from './county';
import { median, type Report } from './figures';
import { openOffice } from './office';

const TODAY = LegalDate.parse('2026-11-26');
const plan = (day: number) =>
  ElectionPlan.parse({
    body: '村民委员会',
    term: 12,
    electionDay: addDays(TODAY, 60 + (day % 200)),
    party: { meetingDay: addDays(TODAY, 1), secretaryLeads: false },
  });

/** Whole timetables from their plans, with the party's steps and every check against the law. */
export function measureTimetable(report: Report, times: number): void {
  const slices = Array.from({ length: 9 }, (_, slice) => {
    const started = performance.now();
    for (let i = 0; i < times; i += 1) planned(slice * times + i, VILLAGE);
    return (performance.now() - started) / times;
  });
  report('timetable.ms', median(slices), 'ms');
}

function planned(day: number, area: AreaCode) {
  const table = planElection(undefined, area, 0, plan(day), TODAY);
  if (!table.ok) throw new Error(JSON.stringify(table.error));
  return table.value;
}

/** The board of a county of so many villages, read through the office's routes. */
export async function measureBoard(report: Report, villages: number): Promise<void> {
  const county = await openCounty();
  try {
    const rows = Array.from({ length: villages }, (_, i) => {
      const town = String(100 + Math.floor(i / 100)).padStart(3, '0');
      const area = AreaCode.parse(`990101${town}${200 + (i % 100)}`);
      return putBoardRow(boardRowOf(planned(i, area)));
    });
    for (let at = 0; at < rows.length; at += 100) await county.dynamo.transact(rows.slice(at, at + 100));
    const office = openOffice(county, { role: 'county', area: COUNTY });
    const times: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      office.calls.length = 0;
      const started = performance.now();
      const board = await office.send(readBoard, { params: { area: COUNTY } });
      times.push(performance.now() - started);
      if (!board.ok || board.value.rows.length !== villages) throw new Error('the board is not whole');
    }
    report('board.1200.ms', median(times), 'ms');
    report('board.1200.calls', office.calls.length, 'calls');
  } finally {
    await county.close();
  }
}
