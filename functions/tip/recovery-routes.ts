import { equalBytes } from '#shared/crypto/bytes';
import { type Office, sameOffice } from '#shared/directory/office';
import { entryToWire } from '#shared/directory/wire';
import { worksAt } from '#shared/directory/standing';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { readAgreement, readAsk } from '#shared/recovery/ask';
import * as contracts from '#shared/recovery/contract';
import { holderSlots } from '#shared/tip/slots';
import type { Caller } from '../platform/authenticate';
import { bytesOf, toBase64url } from '../platform/base64url';
import { type Route, route } from '../platform/mount';
import type { AnchoredPlatform } from '../platform/platform';
import { rewrappedFrom, sentInto } from './acting';
import { find, roleOf } from './place';
import { holdersFor, readRegister } from './recovery-holder-store';
import * as holding from './recovery-holding-store';
import * as release from './recovery-release-store';
import * as store from './recovery-store';
import { isRecused } from './recused';
import * as cases from './store';
import { readWhole } from './transfer-store';

/** An office that lost its keys asks for a case's letters, and seals anew what two holders gave back. */
export function recoveryRoutes(p: AnchoredPlatform): Route[] {
  return [...askingRoutes(p), ...finishRoutes(p), ...holderRoutes(p)];
}

type CaseParams = Office & { case: Id };

function askingRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(contracts.readRecovery, async ({ params, caller, now }) => {
      const here = await findOwn(p, params, caller, dayOf(now));
      if (!here.ok) return here;
      const recovery = await store.readRecovery(p.dynamo, params.case);
      if (!recovery) return ok({});
      const holders = holdersFor(await readRegister(p.dynamo, p.county), params);
      return ok({ recovery: store.viewOf(p.county, { recovery, holders }, 'office') });
    }),

    route(contracts.askRecovery, async ({ params, body, caller, now }) => {
      const here = await findOwn(p, params, caller, dayOf(now));
      if (!here.ok) return here;
      const ask = readAsk(bytesOf(body.ask));
      const isOfCase = ask && equalBytes(ask.caseId, bytesOf(params.case)) && sameOffice(ask.office, params);
      if (!isOfCase) return fail('recovery-refused');
      const acting = { person: caller.person, office: params, day: dayOf(now) };
      const asked = await store.ask(p, params.case, here.value.head, ask, acting);
      return asked.ok ? ok(store.viewOf(p.county, asked.value, 'office')) : asked;
    }),

    route(contracts.withdrawRecovery, async ({ params, body, caller, now }) => {
      const here = await findOwn(p, params, caller, dayOf(now));
      if (!here.ok) return here;
      const acting = { person: caller.person, office: params, day: dayOf(now) };
      return store.withdraw(p, params.case, body.ask, acting);
    }),
  ];
}

/** A case of the caller's own office, from which they do not keep away. */
async function findOwn(
  p: AnchoredPlatform,
  params: CaseParams,
  caller: Caller,
  today: number,
): Promise<Result<cases.Standing>> {
  const found = await find(params, caller, today, () => cases.readStanding(p.dynamo, params.case, 0));
  if (!found.ok) return found;
  return found.value.role === 'office' ? ok(found.value.found) : fail('forbidden');
}

function finishRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(contracts.finishRecovery, async ({ params, body, caller, now }) => {
      if (roleOf(caller, params) !== 'office') return fail('forbidden');
      const today = dayOf(now);
      const isHere = ({ head }: cases.Standing) => sameOffice(head.office, params);
      const read = (seq: number) => readWhole(p.dynamo, params.case, seq, isHere);
      const sent = await sentInto(p, params, body, { caller, today }, read);
      if (!sent.ok) return sent;
      const { record, signer, found } = sent.value;
      const given = { record, signer, wraps: body.wraps.map(rewrappedFrom) };
      const acting = { person: caller.person, office: params, day: today };
      const done = await release.finish(p, params.case, found, given, acting);
      return done.ok ? ok({ case: params.case, seq: record.head.seq }) : done;
    }),

    route(contracts.releasedSlots, async ({ params, query, caller }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const found = await mayOpen(p, params, caller);
      if (!found.ok) return found;
      const page = await release.readReleased(p, found.value, query.from);
      if (!page.ok) return page;
      const { records, next, signers } = page.value;
      return ok({
        records: records.map(({ seq, head, wraps, slots }) => ({
          seq,
          head: toBase64url(head),
          wraps: wraps.map(toBase64url),
          slots: toBase64url(holderSlots(slots)),
        })),
        ...(next !== undefined && { next }),
        signers: signers.map(entryToWire),
      });
    }),
  ];
}

/** The request for the office that asks, and for the two holders who agreed. */
async function mayOpen(
  p: AnchoredPlatform,
  params: CaseParams,
  caller: Caller,
): Promise<Result<store.Requested>> {
  const recovery = await store.readRecovery(p.dynamo, params.case);
  if (!recovery) return fail('recovery-gone');
  if (sameOffice(recovery.office, params)) {
    const standing = await cases.readStanding(p.dynamo, params.case, 0);
    const isAway = !standing || isRecused(standing.head, params.case, caller.person);
    return isAway ? fail('tip-recused') : ok(recovery);
  }
  const held = await holding.readHeld(p, params.case, { person: caller.person, office: params });
  if (!held.ok) return held;
  const agreed = held.value.recovery.agreed.some(({ person }) => person === caller.person);
  return agreed ? ok(held.value.recovery) : fail('recovery-not-holder');
}

function holderRoutes(p: AnchoredPlatform): Route[] {
  return [
    route(contracts.recoveriesToHold, async ({ params, caller }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const own = await holding.recoveriesOf(p, { person: caller.person, office: params });
      return ok({ recoveries: own.map((one) => store.viewOf(p.county, one, 'holder')) });
    }),

    route(contracts.agreeToRecovery, async ({ params, body, caller, now }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const agreement = readAgreement(bytesOf(body.agreement));
      if (!agreement || !sameOffice(agreement.office, params)) return fail('recovery-refused');
      const acting = { person: caller.person, office: params, day: dayOf(now) };
      const agreed = await holding.agree(p, params.case, agreement, acting);
      return agreed.ok ? ok(store.viewOf(p.county, agreed.value, 'holder')) : agreed;
    }),

    route(contracts.handOnParts, async ({ params, body, caller, now }) => {
      if (!worksAt(caller.grants, params)) return fail('forbidden');
      const sent = { recoveryPk: bytesOf(body.recoveryPk), sealed: bytesOf(body.sealed) };
      const acting = { person: caller.person, office: params, day: dayOf(now) };
      const done = await holding.handOn(p, params.case, sent, acting);
      return done.ok ? ok(store.viewOf(p.county, done.value, 'holder')) : done;
    }),
  ];
}
