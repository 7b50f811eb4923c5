/** What is served of a case: its records, each for one reader, and what must happen next. */
import * as z from 'zod';
import { EntryWire } from '../directory/contract';
import { base64urlOf, base64urlUpTo } from '../ids';
import { whole } from '../whole';
import {
  BODY_BYTES,
  CONFIRM_BYTES,
  MOST_PIECES_OF_RECORD,
  SLOT_BYTES,
  SLOTS_BYTES,
  WRAP_BYTES,
} from './sizes';

export const MOST_HEAD_BYTES = 256;

/** The number of a day, UTC+8. */
export const Day = whole(0);

/** A record for one reader: their slot as it is now, and the hash of all eight as they were first. */
export const ServedWire = z.object({
  head: base64urlUpTo(MOST_HEAD_BYTES),
  /** Nothing once the content was erased. */
  slot: base64urlOf(SLOT_BYTES).optional(),
  slotsHash: base64urlOf(32),
  body: base64urlUpTo(BODY_BYTES[2]).optional(),
  /** SHA-256 of the body, where it was erased. */
  bodyHash: base64urlOf(32).optional(),
  /** The signed records of each time its slots were sealed anew for another office. */
  wraps: z.array(base64urlOf(WRAP_BYTES)),
  /** All eight as they are now, for the writer alone, and only once they were sealed anew. */
  slots: base64urlOf(SLOTS_BYTES).optional(),
  /** The hashes of all pieces of its files, joined, in the order of its content. */
  pieces: base64urlUpTo(32 * MOST_PIECES_OF_RECORD).optional(),
  /** A second officer's signature, where the record ends the case. */
  confirm: base64urlOf(CONFIRM_BYTES).optional(),
  /** The day it was received, UTC+8. */
  day: Day,
});
export type ServedWire = z.output<typeof ServedWire>;

/** What must happen next by law, by which day, and how many days of its own unit are left. */
export const DueWire = z.object({
  day: Day,
  provisional: z.boolean(),
  law: z.string(),
  unit: z.enum(['working', 'calendar']),
  left: z.int(),
});
export type DueWire = z.output<typeof DueWire>;

/** A page of a case's records, or of its notes. */
export const Chain = {
  /** How many records the chain has. */
  count: z.int(),
  /** A page of them in order; after a write, the one that was written. */
  records: z.array(ServedWire),
  /** The record by which two officers erased the content, once they did: behind the last, and no place of the chain. */
  erasure: ServedWire.optional(),
  /** For every snapshot that the office's records were sealed under: its entry there, so that nobody asks elsewhere who could sign. */
  signers: z.array(EntryWire),
};
