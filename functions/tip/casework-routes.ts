import { bytesOf, equalBytes } from '#shared/crypto/bytes';
import { type Office, sameOffice } from '#shared/directory/office';
import { escalationOf, worksAt } from '#shared/directory/standing';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dayOf } from '#shared/time';
import { dueOf } from '#shared/tip/clocks';
import * as contracts from '#shared/tip/contract';
import { decodeRecord } from '#shared/tip/record';
import type { Caller } from '../platform/authenticate';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import * as store from './store';
import { viewOf } from './view';

const PAGE = 100;

/** The officers' desk. Everything sealed is opened there; here it only passes through. */
export function caseworkRoutes(p: Platform): Route[] {
  return [
    route(contracts.inbox, async ({ params, query, caller, now }) => {
      const role = roleOf(caller, params);
      if (!role) return fail('forbidden');
      const { bucket, after } = query;
      const page =
        role === 'office' ? { bucket, after } : { bucket: 'open' as const, after, overdueOn: dayOf(now) };
      const found = await store.readInbox(p.dynamo, params, page, PAGE);
      const lines = role === 'office' ? found : found.filter(({ state }) => state === 'received');
      const last = found[PAGE - 1];
      return ok({ lines, ...(last && { next: last.SK }) });
    }),

    route(contracts.readCase, async ({ params, caller, now }) => {
      const standing = await find(p, params, caller, dayOf(now));
      return standing.ok ? ok(caseView(params.case, standing.value)) : standing;
    }),

    route(contracts.actOnCase, async ({ params, body, caller, now }) => {
      const standing = await find(p, params, caller, dayOf(now));
      if (!standing.ok) return standing;
      if (standing.value.role !== 'office') return fail('forbidden');
      const record = decodeRecord(bytesOf(body.record));
      if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
      const { found } = standing.value;
      const done = await store.appendByOffice(p.dynamo, params.case, found, record, body.act, dayOf(now));
      return done.ok ? ok(caseView(params.case, { found: done.value, role: 'office' })) : done;
    }),
  ];
}

/** As whom a caller comes to an office's inbox: a member of it, or of the one above. */
function roleOf(caller: Caller, office: Office): 'office' | 'above' | undefined {
  if (worksAt(caller.grants, office)) return 'office';
  const above = escalationOf(office);
  return above && worksAt(caller.grants, above) ? 'above' : undefined;
}

interface Found {
  found: store.StoredCase;
  role: contracts.CaseView['role'];
}

/** A case that this office holds or handles jointly; for the office above only while undecided past its day. */
async function find(
  p: Platform,
  params: Office & { case: Id },
  caller: Caller,
  today: number,
): Promise<Result<Found>> {
  const standing = roleOf(caller, params);
  if (!standing) return fail('forbidden');
  const found = await store.readCase(p.dynamo, params.case);
  if (!found) return fail('not-found');
  const { office, second } = found.head;
  if (standing === 'office' && second && sameOffice(second, params)) return ok({ found, role: 'second' });
  if (!sameOffice(office, params)) return fail('not-found');
  return standing === 'office' || isOverdue(found, today) ? ok({ found, role: standing }) : fail('not-found');
}

function isOverdue({ head }: store.StoredCase, today: number): boolean {
  const due = dueOf(head.state, head.office.kind);
  return head.state.state === 'received' && due !== undefined && due.day < today;
}

function caseView(caseId: Id, { found, role }: Found): contracts.CaseView {
  return { case: caseId, revision: found.head.revision, role, ...viewOf(found, role) };
}
