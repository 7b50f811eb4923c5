import { useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { type BoardRow, type ElectionPlan, planElection, readTimetable } from '#shared/election/contract';
import { fetchOnce } from '../../platform/read';
import { type Outcome, type Problem, send } from '../../platform/request';

/** What became of one village. */
export type Fate = { kind: 'done' } | { kind: 'refused'; problem: Problem };

export interface Bulk {
  fates: ReadonlyMap<AreaCode, Fate>;
  going: boolean;
  /** How many of how many were answered. */
  at: number;
  of: number;
}

/** Without an answer nothing is known of the next village either. */
const STOPS = ['offline', 'busy', 'internal'];

/** Sets up one village; where one is planned its own days and emergency plan stay. */
async function setUp(
  area: AreaCode,
  plan: ElectionPlan,
  row: BoardRow | undefined,
): Promise<Outcome<unknown>> {
  if (!row) return send(planElection, { params: { area }, body: { ...plan, from: 0 } });
  const before = await fetchOnce(readTimetable, { params: { area } });
  if (!before.ok) return before;
  const { version, body, electedBy, changes, emergency } = before.value;
  const kept = {
    ...(electedBy && { electedBy }),
    ...(changes && { changes }),
    ...(emergency !== undefined && plan.emergency === undefined && { emergency }),
  };
  return send(planElection, { params: { area }, body: { ...plan, body, ...kept, from: version } });
}

/** Sends the same plan to village after village; what was done is not sent again, and a cut goes on where it stopped. */
export function useBulk(planFor: (village: AreaCode) => ElectionPlan, rows: readonly BoardRow[]) {
  const [bulk, setBulk] = useState<Bulk>({ fates: new Map(), going: false, at: 0, of: 0 });
  const run = async (villages: readonly AreaCode[]): Promise<void> => {
    const fates = new Map(bulk.fates);
    const left = villages.filter((village) => fates.get(village)?.kind !== 'done');
    const show = (going: boolean) =>
      setBulk({
        fates: new Map(fates),
        going,
        at: villages.filter((village) => fates.get(village)?.kind === 'done').length,
        of: villages.length,
      });
    show(true);
    for (const village of left) {
      const row = rows.find((one) => one.village === village);
      const answer = await setUp(village, planFor(village), row);
      fates.set(village, answer.ok ? { kind: 'done' } : { kind: 'refused', problem: answer.problem });
      show(true);
      if (!answer.ok && STOPS.includes(answer.problem.code)) break;
    }
    show(false);
  };
  /** With another plan every village is to be sent to again. */
  const reset = () =>
    setBulk((now) => (now.of === 0 ? now : { fates: new Map(), going: false, at: 0, of: 0 }));
  return { bulk, run: (villages: readonly AreaCode[]) => void run(villages), reset };
}
