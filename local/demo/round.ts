import { Hono } from 'hono';
import type { AreaCode } from '#shared/area/code';
import type { RoundDraft } from '#shared/recommendation/contract';
import { birthOf } from '#shared/roll/id-number';
import type { RollRow } from '#shared/roll/row';
import { dayOf } from '#shared/time';
import { VILLAGES } from './areas';
import { CLERK, SIGNER } from './people';
import { daysFrom } from './days';
import { demoRolls } from './roll';
import { ageOn } from './villagers';

/** A round to be planned, and who of the demo people plans it and signs for the committee. */
interface DemoRound {
  village: AreaCode;
  planner: string;
  signer: string;
  draft: Omit<RoundDraft, 'trustees' | 'committee'>;
}

/**
 * What the committee of 枣坪村 writes down to plan its round, who endorses it apart: officers have numbers only
 * when a newcomer's browser has made their keys, so no loader can plan a round. `now` in seconds.
 */
export function demoRound(now: number): DemoRound {
  const days = daysFrom(dayOf(now));
  const rows = demoRolls().get(VILLAGES.zaoping) ?? [];
  const draft = {
    title: '村委会人选民主推荐',
    positions: [
      { position: 11 as const, maxNames: 1 },
      { position: 12 as const, maxNames: 1 },
      { position: 13 as const, maxNames: 3 },
    ],
    opens: now,
    closes: days.at(3, 18),
    k: 3,
    eligible: rows.map((row) => ({ name: row.name, group: describe(row, days.date(0)) })),
  };
  return { village: VILLAGES.zaoping.code, planner: CLERK.person, signer: SIGNER.person, draft };
}

/** What tells namesakes apart: `第6组·女·63岁`. */
function describe({ idNumber, group }: RollRow, today: string): string {
  const sex = Number(idNumber.charAt(16)) % 2 === 1 ? '男' : '女';
  return `${group}·${sex}·${ageOn(today, birthOf(idNumber))}岁`;
}

/** Hands the round's words to the page that makes the demo's keys, which then plans it by the ordinary route. */
export function demoRoundApp(now: () => number): Hono {
  const app = new Hono();
  app.get('/local/round', (c) => c.json(demoRound(now())));
  return app;
}
