import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { Objection } from '#shared/objection/contract';
import { ABSENT, atRevision, equals, type Key, put, type Write } from '../platform/item';

const partition = (village: AreaCode): string => `OBJECTIONS#${village}`;

/** How many objections the election of a term has; each is numbered by it. */
export const countKey = (village: AreaCode): Key => ({ PK: partition(village), SK: 'COUNT' });
export const StoredCount = z.object({ term: z.number(), count: z.number(), revision: z.number() });
export type StoredCount = z.output<typeof StoredCount>;

/** The objections of a village, of every term. */
export const objectionRange = (village: AreaCode) => ({ PK: partition(village), begins: 'ID#' });
export const objectionKey = (village: AreaCode, id: Id): Key => ({ PK: partition(village), SK: `ID#${id}` });
export const StoredObjection = z.object({ objection: Objection, auditHash: z.string() });
export type StoredObjection = z.output<typeof StoredObjection>;

/**
 * What a person has filed on the phone, in every village: the way back to it, and how much it is. It ends with the
 * personal data of the last election it is about.
 */
export const filedKey = (person: Id): Key => ({ PK: `PERSON#${person}`, SK: 'OBJECTIONS' });
export const StoredFiled = z.object({
  filed: z.array(z.object({ area: AreaCode, id: Id })),
  expiresAt: z.number(),
  revision: z.number(),
});
export type StoredFiled = z.output<typeof StoredFiled>;

/** Gives out the next number of a village. */
export function putCount(village: AreaCode, after: StoredCount): Write {
  return put('people', { ...countKey(village), ...after }, atRevision(after.revision - 1));
}

/** Files an objection that was not there. */
export function putObjection(stored: StoredObjection): Write {
  return put('people', itemOf(stored), ABSENT);
}

/** Decides one that waits for its decision. */
export function putDecision(stored: StoredObjection): Write {
  return put('people', itemOf(stored), equals('state', 'received'));
}

function itemOf(stored: StoredObjection) {
  const { area, id, state } = stored.objection;
  return { ...objectionKey(area, id), state, ...stored };
}

/** Notes what a person has filed. */
export function putFiled(person: Id, after: StoredFiled): Write {
  return put('people', { ...filedKey(person), ...after }, atRevision(after.revision - 1));
}
