import * as contracts from '#shared/candidate/contract';
import { publishList } from '#shared/candidate/rules';
import { ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';

/** The candidates as the election committee or its office publishes them. */
export function candidateOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.publishCandidates, async ({ params, body, caller, now }) => {
      const before = await store.readList(p.dynamo, params.area);
      const today = dateOfDay(dayOf(now));
      const next = publishList(
        before.stored?.list,
        before.election?.timetable,
        params.area,
        body.from,
        body.list,
        today,
      );
      if (!next.ok || next.value === before.stored?.list) return next;
      const written = await store.writeList(p.dynamo, before, next.value, {
        actor: caller.person,
        now,
        nonce: p.random(16),
      });
      return written.ok ? ok(next.value) : written;
    }),
  ];
}
