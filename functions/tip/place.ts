import { type Office, sameOffice } from '#shared/directory/office';
import { escalationOf, worksAt } from '#shared/directory/standing';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { dueOf, hasPassed } from '#shared/tip/clocks';
import type { CaseView } from '#shared/tip/contract';
import type { TipState } from '#shared/tip/state';
import type { Caller } from '../platform/authenticate';
import { type Case, isRecused } from './recused';

export type Role = CaseView['role'];

/** What of a case says who may see it. */
export interface Placed {
  readonly office: Office;
  readonly second?: Office | undefined;
  /** The office above, while it is asked to confirm an end. */
  readonly confirms?: Office | undefined;
  readonly state: TipState;
  readonly recused?: Case['recused'];
}

/** As whom a caller comes to an office's inbox: a member of it, or of the one above. */
export function roleOf(caller: Caller, office: Office): 'office' | 'above' | undefined {
  if (worksAt(caller.grants, office)) return 'office';
  const above = escalationOf(office);
  return above && worksAt(caller.grants, above) ? 'above' : undefined;
}

/** A case that this office holds or handles jointly; for the office above only while its last day has passed. */
export async function find<T extends { readonly head: Placed }>(
  params: Office & { case: Id },
  caller: Caller,
  today: number,
  read: () => Promise<T | undefined>,
): Promise<Result<{ found: T; role: Role }>> {
  if (!roleOf(caller, params)) return fail('forbidden');
  const found = await read();
  if (!found) return fail('not-found');
  const role = placeIn(params, caller, found.head, today);
  return role.ok ? ok({ found, role: role.value }) : role;
}

/** As whom a caller comes to this case; who keeps away from it has no place there. */
export function placeIn(
  params: Office & { case: Id },
  caller: Caller,
  head: Placed,
  today: number,
): Result<Role> {
  const place = placeOf(params, caller, head, today);
  return place.ok && isRecused(head, params.case, caller.person) ? fail('tip-recused') : place;
}

/** As whom a caller comes to this case, by its head alone. */
export function placeOf(params: Office, caller: Caller, head: Placed, today: number): Result<Role> {
  const standing = roleOf(caller, params);
  const { office, second, confirms, state } = head;
  if (standing === 'office' && second && sameOffice(second, params)) return ok('second');
  const isConfirmer = confirms && !sameOffice(confirms, office) && sameOffice(confirms, params);
  if (standing === 'office' && isConfirmer) return ok('above');
  const may = standing === 'office' || (standing === 'above' && hasPassed(dueOf(state, office.kind), today));
  return may && sameOffice(office, params) ? ok(standing) : fail('not-found');
}
