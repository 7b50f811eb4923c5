/** A case's messages as one chain: order, signatures, and what may be shown (formats.md section 2). */
import { equalBytes } from '../crypto/bytes';
import type { Content } from './content';
import { type Direction, type SentHead, ZERO_HASH } from './head';
import {
  type Flaw,
  type OpenedRecord,
  type Opener,
  openRecord,
  recordHash,
  type ServedRecord,
} from './record';

/** One place of the chain: what it says, or why it must not be shown. */
export type Entry =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly direction: Direction;
      readonly signerId: number;
      readonly content: Content;
    }
  | { readonly ok: false; readonly seq: number; readonly direction: Direction; readonly flaw: Flaw };

export interface Chain {
  readonly caseId: Uint8Array;
  /** The reporter's key when one knows it already (the reporter does); otherwise it is taken from seq 0. */
  readonly reporter: Uint8Array | null;
  /** The officer's key in `office`'s entry of the snapshot that the head names, or null when there is none. */
  readonly officer: (head: SentHead, officerId: number) => Uint8Array | null;
}

/**
 * Opens the records, which must be all of the chain from seq 0. A reply without a valid officer's signature is an
 * entry with a flaw, and so is a record that does not follow the one before it.
 */
export function openThread(records: readonly ServedRecord[], opener: Opener, chain: Chain): Entry[] {
  let prev = ZERO_HASH;
  let { reporter } = chain;
  return records.map((record, place) => {
    const { head } = record;
    const at = { seq: head.seq, direction: head.direction };
    const follows =
      equalBytes(head.caseId, chain.caseId) && head.seq === place && equalBytes(head.prev, prev);
    prev = recordHash(record);
    const opened = openRecord(record, opener);
    if (typeof opened === 'string') return { ok: false, ...at, flaw: opened };
    if (place === 0 && opened.content.kind === 'first') reporter ??= opened.content.signPk;
    if (!isSigned(opened, head, { ...chain, reporter })) return { ok: false, ...at, flaw: 'signature' };
    if (!follows) return { ok: false, ...at, flaw: 'order' };
    return { ok: true, ...at, signerId: opened.signerId, content: opened.content };
  });
}

function isSigned(opened: OpenedRecord, head: SentHead, { reporter, officer }: Chain): boolean {
  const key = head.direction === 0 ? reporter : officer(head, opened.signerId);
  return key !== null && opened.signedBy(key);
}
