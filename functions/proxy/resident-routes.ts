import * as contracts from '#shared/proxy/contract';
import * as rules from '#shared/proxy/rules';
import { fail, ok } from '#shared/result';
import { dateOfDay, dayOf } from '#shared/time';
import { type Route, route } from '../platform/mount';
import type { KeyedPlatform } from '../platform/platform';
import { isOurs } from '../platform/published';
import * as askingStore from './asking-store';
import * as store from './store';
import { photoOf } from './paper';

const BOTH = ['principal', 'agent'] as const;

/** Proxies as people give and take them on the phone. */
export function proxyResidentRoutes(p: KeyedPlatform): Route[] {
  return [
    route(contracts.checkAgent, ({ params: { area: village }, body: { agent }, caller, now }) => {
      if (!isOurs(p, village)) return Promise.resolve(fail('not-found'));
      const asked = { village, agent, actor: caller.person, today: dateOfDay(dayOf(now)) };
      return askingStore.checkAgent(p.dynamo, p.hash, asked, now);
    }),

    route(contracts.askProxy, async ({ params: { area: village, id }, body, caller, now }) => {
      if (!isOurs(p, village)) return fail('not-found');
      const paper = photoOf(body.paper);
      if (!paper) return fail('proxy-paper');
      const today = dateOfDay(dayOf(now));
      const { relation, reason, agent } = body;
      const text = { relation, reason, askedOn: today };
      const asked = { village, id, text, principal: undefined, agent, paper, actor: caller.person, today };
      return askingStore.ask(p.dynamo, p.hash, asked, now);
    }),

    route(contracts.myProxies, async ({ params: { area: village }, caller }) => {
      if (!isOurs(p, village)) return fail('not-found');
      const own = await store.readOwn(p.dynamo, village, caller.person);
      if (!own.ok) return own;
      const { election, ...proxies } = own.value;
      const { body, term, electionDay } = election;
      const at = { lastDay: rules.lastDayToAsk(election), electionDay, body, term };
      return ok({ ...at, most: rules.mostOf(election), none: rules.noProxies(election), ...proxies });
    }),

    route(contracts.answerProxy, ({ params: { area: village, id }, body, caller, now }) => {
      const today = dateOfDay(dayOf(now));
      const action = body.consents ? 'consent' : 'decline';
      const moved = { village, id, actor: caller.person, action, now, as: ['agent'] } as const;
      return store.move(p.dynamo, moved, (before, moving) =>
        body.consents
          ? rules.consent(before, 'self', { ...moving, today, by: undefined })
          : rules.refuse(before, 'agent', '受委托人没有同意', { today, by: undefined }),
      );
    }),

    route(contracts.withdrawProxy, ({ params: { area: village, id }, caller, now }) => {
      const today = dateOfDay(dayOf(now));
      const moved = { village, id, actor: caller.person, action: 'withdraw', now, as: BOTH };
      return store.move(p.dynamo, moved, (before, moving) =>
        rules.withdraw(before, moving.who ?? 'principal', { ...moving, today, by: undefined }),
      );
    }),
  ];
}
