import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import type { Dynamo } from './dynamo';
import { type Key, put, remove, type Write } from './item';
import type { Platform } from './platform';

/** Something a schedule must do at a time: written with the thing itself, so that nothing is ever searched for. */
export const Due = z.object({
  at: z.number(),
  kind: z.enum(['notice', 'round-key', 'round-open', 'round-close', 'retention']),
  area: AreaCode,
  id: Id,
});
export type Due = z.output<typeof Due>;

/** One partition a kind: what waits for another schedule stands in nobody's way. */
function partition(county: AreaCode, kind: Due['kind']): string {
  return `DUE#${county}#${kind}`;
}

function dueKey(county: AreaCode, { at, kind, area, id }: Due): Key {
  return { PK: partition(county, kind), SK: `${timeOf(at)}#${area}#${id}` };
}

function timeOf(at: number): string {
  return String(at).padStart(10, '0');
}

/** Notes what is due. */
export function putDue(county: AreaCode, due: Due): Write {
  return put('affairs', { ...dueKey(county, due), ...due });
}

/** Strikes it off, in the transaction that did it or called it off. */
export function removeDue(county: AreaCode, due: Due): Write {
  return remove('affairs', dueKey(county, due));
}

const AT_ONCE = 100;

/** Pages of what is due of one kind at `now`, earliest first. */
async function* pagesDue(
  dynamo: Dynamo,
  county: AreaCode,
  kind: Due['kind'],
  now: number,
): AsyncGenerator<Due[]> {
  let after: string | undefined;
  do {
    const range = { PK: partition(county, kind), upTo: `${timeOf(now)}#~`, limit: AT_ONCE };
    const items = await dynamo.query('affairs', { ...range, ...(after && { after }) });
    const page = items.map((item) => Due.parse(item));
    const last = page.length === AT_ONCE ? page.at(-1) : undefined;
    after = last && dueKey(county, last).SK;
    yield page;
  } while (after);
}

/** What became of something due: it moved, somebody else was faster, or nothing waits for it any more. */
export type DueOutcome = 'moved' | 'not-now' | 'stale';

/**
 * Does what is due of one kind, and answers how many it moved. One that fails keeps none of the others back: it is
 * logged by its id, left for the next run, and passed over in this one. A mark that nothing waits for is struck off.
 */
export async function runDue(
  p: Platform,
  kind: Due['kind'],
  run: (due: Due) => Promise<DueOutcome>,
): Promise<{ moved: number; failures: unknown[] }> {
  const done: { moved: number; failures: unknown[] } = { moved: 0, failures: [] };
  for await (const page of pagesDue(p.dynamo, p.county, kind, p.now())) {
    for (const due of page) {
      try {
        const outcome = await run(due);
        if (outcome === 'moved') done.moved += 1;
        if (outcome === 'stale') await p.dynamo.transact([removeDue(p.county, due)]);
      } catch (error) {
        const { area, id } = due;
        const name = error instanceof Error ? error.name : 'unknown';
        p.log({ level: 'error', event: 'due-failed', kind, area, id, error: name });
        done.failures.push(error);
      }
    }
  }
  return done;
}
