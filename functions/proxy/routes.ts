import { toBase64url } from '#shared/crypto/bytes';
import { actedFor } from '#shared/election/board';
import * as contracts from '#shared/proxy/contract';
import * as rules from '#shared/proxy/rules';
import { fail, ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import * as askingStore from './asking-store';
import * as store from './store';
import { photoOf } from './paper';

/** Proxies as the committee and its office keep them. */
export function proxyOfficeRoutes(p: KeyedPlatform): Route[] {
  return [
    route(contracts.enterProxy, async ({ params: { area: village, id }, body, caller, now }) => {
      const { principal, agent, paper: given, ...text } = body;
      const paper = given === undefined ? undefined : photoOf(given);
      if (given !== undefined && !paper) return fail('proxy-paper');
      const today = dateOfDay(dayOf(now));
      const asked = { village, id, text, principal, agent, paper, actor: caller.person, today };
      return askingStore.ask(p.dynamo, p.hash, asked, now);
    }),

    route(contracts.readProxies, async ({ params: { area } }) => {
      const found = await store.readVillage(p.dynamo, area);
      if (!found.ok) return found;
      const { election, proxies } = found.value;
      return ok({
        proxies,
        lastDay: rules.lastDayToAsk(election),
        electionDay: election.electionDay,
        basis: rules.proxyBasis(election),
        most: rules.mostOf(election),
        none: rules.noProxies(election),
        body: election.body,
        term: election.term,
      });
    }),

    // The paper shows an ID and a signature: the village looks at it, and no office above it.
    route(contracts.readProxyPaper, async ({ params: { area, id }, caller }) => {
      if (actedFor(caller.grants, area) !== undefined) return fail('forbidden');
      const paper = await store.readPaper(p.dynamo, area, id);
      return paper.ok ? ok({ paper: toBase64url(paper.value) }) : paper;
    }),

    route(contracts.moveProxy, ({ params: { area: village, id }, body, caller, now }) => {
      const at = { today: dateOfDay(dayOf(now)), by: actedFor(caller.grants, village) };
      const notice = body.to === 'listed' ? body.notice : undefined;
      const moved = { village, id, actor: caller.person, action: body.to, now, notice };
      return store.move(p.dynamo, moved, (before, moving) =>
        rules.moveProxy(before, body, { ...moving, ...at }),
      );
    }),
  ];
}
