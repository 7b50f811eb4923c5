import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/slip/contract';
import { checkFigure } from '#shared/slip/code';
import { ok } from '#shared/result';
import { addDays, dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import { slipHashOf, tieMarkOf } from '../platform/roll-hash';
import * as store from './store';

/** Slips as an office makes them: their codes are shown once, and nothing of them is kept but a hash. */
export function slipOfficeRoutes(p: KeyedPlatform): Route[] {
  const markOf = (village: AreaCode) => (entry: Id, person: Id) => tieMarkOf(p.hash, village, entry, person);
  return [
    route(contracts.makeSlips, async ({ params: { area: village }, body: { id, entries }, caller, now }) => {
      // Made from the id, so that the same request again shows the same slips.
      const codeOf = (entry: string) => figuresOf(p.hash('slip-code', caller.person, id, entry));
      const codeHashOf = (entry: string) => slipHashOf(p.hash, village, codeOf(entry));
      const lastDay = addDays(dateOfDay(dayOf(now)), contracts.SLIP_DAYS);
      const making = { village, id, entries, lastDay, actor: caller.person, codeHashOf };
      const done = await store.makeSlips(p.dynamo, making, now);
      if (!done.ok) return done;
      const made = done.value.made.map((entry) => ({ entry, code: codeOf(entry) }));
      return ok({ lastDay: done.value.lastDay, made });
    }),

    route(contracts.endTie, ({ params: { area: village, entry }, body: { reason, mark }, caller, now }) => {
      const untying = { village, entry, reason, mark, actor: caller.person, markOf: markOf(village) };
      return store.endTie(p.dynamo, untying, now);
    }),

    route(contracts.readSlips, async ({ params, now }) =>
      ok(await store.readSlips(p.dynamo, params.area, markOf(params.area), now)),
    ),
  ];
}

/** Fifteen decimal figures of a hash, and their check figure. */
function figuresOf(hash: string): string {
  const drawn = Buffer.from(hash, 'base64url').readBigUInt64BE() % 10n ** 15n;
  const figures = String(drawn).padStart(15, '0');
  return `${figures}${checkFigure(figures)}`;
}
