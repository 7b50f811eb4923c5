import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { Registration } from '#shared/registration/contract';
import { atRevision, type Key, put, type Write } from '../platform/item';

const partition = (village: AreaCode): string => `REGISTRATION#${village}`;

/** What is known of a village's entries, of every term. */
export const registrationsRange = (village: AreaCode) => ({ PK: partition(village), begins: 'TERM#' });

/** What is known of a village's entries in a term. */
export const registrationRange = (village: AreaCode, term: number) => ({
  PK: partition(village),
  begins: `TERM#${term}#`,
});
export const registrationKey = (village: AreaCode, term: number, entry: Id): Key => ({
  PK: partition(village),
  SK: `TERM#${term}#${entry}`,
});
export const StoredRegistration = z.object({
  registration: Registration,
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredRegistration = z.output<typeof StoredRegistration>;

/** Changes what is known of an entry, from the revision it was decided from. */
export function putRegistration(village: AreaCode, term: number, after: StoredRegistration): Write {
  const key = registrationKey(village, term, after.registration.entry);
  return put('people', { ...key, ...after }, atRevision(after.revision - 1));
}
