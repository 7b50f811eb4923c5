import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { Assembly, Minutes } from '#shared/meeting/contract';
import { ABSENT, atRevision, check, type Key, put, type Write } from '../platform/item';

/** The minutes of a village's meetings, of every term, as they stand. */
export const minutesRange = (village: AreaCode) => ({ PK: `VILLAGE#${village}`, begins: 'MINUTES#' });
export const minutesKey = (village: AreaCode, id: Id): Key => ({
  PK: `VILLAGE#${village}`,
  SK: `MINUTES#${id}`,
});
export const StoredMinutes = z.object({ minutes: Minutes, revision: z.number(), auditHash: z.string() });
export type StoredMinutes = z.output<typeof StoredMinutes>;

/** Who makes up a village's meeting of representatives. */
export const assemblyKey = (village: AreaCode): Key => ({ PK: `VILLAGE#${village}`, SK: 'ASSEMBLY' });
export const StoredAssembly = z.object({ assembly: Assembly, revision: z.number(), auditHash: z.string() });
export type StoredAssembly = z.output<typeof StoredAssembly>;

/** Asks that the list stands as when something was decided by it. */
export function stillAssembly(village: AreaCode, seen: StoredAssembly | undefined): Write {
  return check('affairs', assemblyKey(village), atRevision(seen?.revision ?? 0));
}

/** Puts the list in place of the one it was decided from. */
export function putAssembly(after: StoredAssembly): Write {
  return put('affairs', { ...assemblyKey(after.assembly.area), ...after }, atRevision(after.revision - 1));
}

/** What stood before it was corrected, for good. */
const kept = (id: Id): string => `MINUTESKEPT#${id}#`;
export const keptRange = (village: AreaCode, id: Id) => ({ PK: `VILLAGE#${village}`, begins: kept(id) });
export const StoredKept = z.object({ minutes: Minutes });

/** Puts minutes in place of what they were decided from; a corrected version is kept beside them. */
export function putMinutes(after: StoredMinutes, before: StoredMinutes | undefined): Write[] {
  const { area, id } = after.minutes;
  const write = put('affairs', { ...minutesKey(area, id), ...after }, atRevision(before?.revision ?? 0));
  if (after.minutes.state !== 'corrected' || !before || before.minutes.state === 'draft') return [write];
  const SK = `${kept(id)}${String(before.minutes.version).padStart(4, '0')}`;
  return [write, put('affairs', { PK: `VILLAGE#${area}`, SK, minutes: before.minutes }, ABSENT)];
}
