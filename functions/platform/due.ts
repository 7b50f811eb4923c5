import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { type Key, put, remove, type Write } from './item';
import type { Dynamo } from './dynamo';

/** Something a schedule must do at a time: written with the thing itself, so that nothing is ever searched for. */
export const Due = z.object({
  at: z.number(),
  kind: z.enum(['notice', 'round-key', 'round-open', 'round-close']),
  area: AreaCode,
  id: Id,
});
export type Due = z.output<typeof Due>;

function dueKey(county: AreaCode, due: Due): Key {
  const time = String(due.at).padStart(10, '0');
  return { PK: `DUE#${county}`, SK: `${time}#${due.kind}#${due.area}#${due.id}` };
}

/** Notes what is due. */
export function putDue(county: AreaCode, due: Due): Write {
  return put('affairs', { ...dueKey(county, due), ...due });
}

/** Strikes it off, in the transaction that did it or called it off. */
export function removeDue(county: AreaCode, due: Due): Write {
  return remove('affairs', dueKey(county, due));
}

/** What is due of one kind at `now`, earliest first, at most `limit` of all kinds looked at. */
export async function readDue(
  dynamo: Dynamo,
  county: AreaCode,
  kind: Due['kind'],
  now: number,
  limit = 100,
): Promise<Due[]> {
  const upTo = `${String(now).padStart(10, '0')}#~`;
  const items = await dynamo.query('affairs', { PK: `DUE#${county}`, upTo, limit });
  return items.map((item) => Due.parse(item)).filter((due) => due.kind === kind);
}
