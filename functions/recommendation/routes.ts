import { createHash } from 'node:crypto';
import type { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/recommendation/contract';
import { encodeEligible } from '#shared/recommendation/eligible';
import { planRound } from '#shared/recommendation/plan';
import { AFTER_CLOSING, type OfficeRound, standsIn } from '#shared/recommendation/round';
import * as rules from '#shared/recommendation/rules';
import { fail, ok, type Result } from '#shared/result';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { officeView } from './documents';
import * as store from './store';

/** What offices and trustees do with rounds. */
export function roundOfficeRoutes(p: Platform): Route[] {
  return [
    route(contracts.officeRounds, async ({ params }) => {
      const rounds = await store.readRounds(p.dynamo, params.area);
      return ok(rounds.map(officeView));
    }),

    // Before the route by id, whose place in the path it takes.
    route(contracts.roundOfficers, async ({ params, now }) =>
      ok(await store.readOfficers(p.dynamo, p.county, params.area, now)),
    ),

    route(contracts.officeRound, async ({ params }) => {
      const found = await store.findRound(p.dynamo, params.area, params.round);
      return found ? ok(officeView(found.round)) : fail('not-found');
    }),

    route(contracts.createRound, async ({ params, body, caller, now }) => {
      const { area, round: id } = params;
      const facts = await store.readPlanFacts(p.dynamo, p.county, area, now);
      const plan = planRound(body, { now, area, ...facts });
      if (!plan.ok) return plan;
      const draftHash = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
      const state = rules.beginRound(plan.value.trustees.length);
      const round = { id, area, plan: plan.value, state, draftHash, createdAt: now };
      const eligible = toBase64url(encodeEligible(body.eligible));
      return store.createRound(p.dynamo, p.county, round, eligible, caller.person);
    }),

    route(contracts.cancelRound, ({ params, body, caller, now }) =>
      change(p, params, { actor: caller.person, action: 'cancel', now }, (round) =>
        rules.cancel(round, body.revision, body.reason),
      ),
    ),

    route(contracts.recordPaper, ({ params, caller, now }) =>
      store.recordPaper(p.dynamo, params, params.area, params.entry, { actor: caller.person, now }),
    ),

    ...trusteeRoutes(p),
  ];
}

/** What trustees and those who count do; each act carries the signature that proves whose it is. */
function trusteeRoutes(p: Platform): Route[] {
  return [
    route(contracts.putTrusteeKeys, ({ params, body, caller, now }) =>
      change(p, params, { actor: caller.person, action: `keys ${params.seat}`, now }, (round) =>
        rules.takeTrusteeKeys(round, params.seat, body.publicKeys, body.signature),
      ),
    ),

    route(contracts.endorseRound, ({ params, body, caller, now }) =>
      change(p, params, { actor: caller.person, action: `endorse ${params.seat}`, now }, (round) =>
        rules.endorse(round, params.seat, body.signatures, now),
      ),
    ),

    route(contracts.releaseKeys, ({ params, body, caller, now }) =>
      change(p, params, { actor: caller.person, action: `release ${params.seat}`, now }, (round) =>
        rules.release(round, params.seat, body.releases),
      ),
    ),

    route(contracts.officeBoard, async ({ params }) => {
      const found = await store.findRound(p.dynamo, params.area, params.round);
      if (!found) return fail('not-found');
      const page = await store.readBoardPage(p.dynamo, params, params.page);
      if (!page || !standsIn(found.round, AFTER_CLOSING)) return fail('round-board');
      return ok({ pages: page.pages, records: page.records.map(toBase64url) });
    }),

    route(contracts.putTotals, ({ params, body, caller, now }) =>
      change(p, params, { actor: caller.person, action: 'report', now }, (round) =>
        rules.report(round, body.totals, caller.person),
      ),
    ),

    route(contracts.confirmTotals, ({ params, body, caller, now }) =>
      change(p, params, { actor: caller.person, action: `confirm ${params.seat}`, now }, (round) =>
        rules.confirm(round, params.seat, body, caller.person),
      ),
    ),
  ];
}

/** Reads the round, decides on what was read, and writes the decision if nothing moved in between. */
async function change(
  p: Platform,
  { area, round: id }: { area: AreaCode; round: Id },
  act: store.Act,
  decide: (round: OfficeRound) => rules.Decision,
): Promise<Result<OfficeRound>> {
  const found = await store.findRound(p.dynamo, area, id);
  if (!found) return fail('not-found');
  const decision = decide(found.round);
  if (!decision.ok) return decision;
  if (decision.value === 'unchanged') return ok(officeView(found.round));
  return store.advance(p.dynamo, p.county, found, decision.value, act);
}
