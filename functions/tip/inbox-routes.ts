import { sameOffice } from '#shared/directory/office';
import { fail, ok } from '#shared/result';
import { dayOf } from '#shared/time';
import { dueOf, hasPassed } from '#shared/tip/clocks';
import { inbox, type InboxLine } from '#shared/tip/contract';
import { type Route, route } from '../platform/mount';
import type { Platform } from '../platform/platform';
import { roleOf } from './place';
import { isRecusedFrom } from './recused';
import { readInbox } from './inbox-store';
import { dueWire } from './view';

const PAGE = 100;

/** What waits at an office, in the order of its last days; the office above sees what is late alone. */
export function inboxRoutes(p: Platform): Route[] {
  return [
    route(inbox, async ({ params, query, caller, now }) => {
      const role = roleOf(caller, params);
      if (!role) return fail('forbidden');
      const { bucket, after } = query;
      if (role === 'above' && bucket === 'closed') return ok({ lines: [] });
      const page = { bucket, after, ...(role === 'above' && { overdueOn: dayOf(now) }) };
      const found = await readInbox(p.dynamo, params, page, PAGE);
      const today = dayOf(now);
      const isSeen = ({ office, due }: InboxLine) =>
        role === 'office' || (sameOffice(office, params) && hasPassed(due, today));
      // Of a case that somebody keeps away from they are not even told that it is still there.
      const own = found.filter((line) => !isRecusedFrom(line, caller.person));
      const lines = own.map((line) => lineView(line, today)).filter(isSeen);
      const last = found[PAGE - 1];
      return ok({ lines, ...(last && { next: last.SK }) });
    }),
  ];
}

function lineView(line: Awaited<ReturnType<typeof readInbox>>[number], today: number): InboxLine {
  const { case: id, state, received, records, office, waiting, verified } = line;
  const due = dueWire(dueOf(line, office.kind), today);
  return { case: id, state, received, records, office, waiting, verified, ...due };
}
