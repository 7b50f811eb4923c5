import * as z from 'zod';
import type { SentEntry } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import { Id } from '#shared/ids';
import { type Key, put, remove, type Write } from '../platform/item';
import * as items from './items';

/** Records and notes that go at once: those whose slots lie in one item. */
export const PAGE = 25;

/** Cases whose content is going, the oldest first: the schedule goes on with what was cut off. */
const ERASING = 'ERASING';
export const StoredErasing = z.object({ SK: z.string(), case: Id });

const erasingKey = (caseId: Id, day: number): Key => ({ PK: ERASING, SK: `${items.digits(day)}#${caseId}` });

/** What began on this day or before. */
export const erasingUpTo = (day: number) => ({ PK: ERASING, upTo: `${items.digits(day)}#~` });

/** Says that a case's content is going since this day. */
export const putErasing = (caseId: Id, day: number): Write =>
  put('cases', { ...erasingKey(caseId, day), case: caseId });

/** Nothing of it is left, or there was nothing to go on with. */
export const removeErasing = (caseId: Id, day: number): Write => remove('cases', erasingKey(caseId, day));
export const removeErasingLine = (SK: string): Write => remove('cases', { PK: ERASING, SK });

/** Lays down for good by what the content was erased: a record of its own, with both signatures. */
export function putErasure(
  caseId: Id,
  { head, slots, slotsHash, body, day, confirm }: items.StoredMessage & Pick<items.StoredProposal, 'slots'>,
  signers: readonly { readonly office: Office; readonly signer: SentEntry }[],
): Write[] {
  const record = { head, slots, slotsHash, body, day, ...(confirm && { confirm }) };
  return [put('cases', { ...items.erasureKey(caseId), ...record }), ...items.putSigners(caseId, signers)];
}

/** A record without its body: its head, and the hashes of its slots and body. */
export function emptyRecord(
  caseId: Id,
  seq: number,
  { head, slotsHash, bodyHash, day, confirm }: items.StoredMessage,
): Write {
  const left = { head, slotsHash, body: new Uint8Array(0), bodyHash, day, ...(confirm && { confirm }) };
  return put('cases', { ...items.messageKey(caseId, seq), ...left });
}

/** The slots of the page of a chain in which a place lies. */
export function removeSlots(caseId: Id, from: number, chain: items.ChainName): Write {
  const [key] = items.slotsKeys(caseId, from, from + 1, chain);
  if (!key) throw new Error('a place lies on no page');
  return remove('cases', key);
}

/** The notes of one page of a chain, with their slots. */
export function removeNotes(caseId: Id, from: number, count: number, chain: items.NoteChain): Write[] {
  const seqs = Array.from({ length: Math.max(0, Math.min(PAGE, count - from)) }, (_, i) => from + i);
  if (seqs.length === 0) return [];
  const notes = seqs.map((seq) => remove('cases', items.noteKey(caseId, seq, chain)));
  return [...notes, removeSlots(caseId, from, chain)];
}
