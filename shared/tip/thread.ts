/** A case's messages as one chain: order, signatures, and what may be shown (formats.md section 2). */
import { equalBytes } from '../crypto/bytes';
import type { Content } from './content';
import { type Direction, type SentHead, ZERO_HASH } from './head';
import {
  chainHash,
  type ChainRecord,
  type Flaw,
  type OpenedRecord,
  type Opener,
  openRecord,
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
  | { readonly ok: false; readonly seq: number; readonly flaw: Flaw };

export interface Chain {
  readonly caseId: Uint8Array;
  /** The reporter's key when one knows it already (the reporter does); otherwise it is taken from seq 0. */
  readonly reporter: Uint8Array | null;
  /** The officer's key in `office`'s entry of the snapshot that the head names, or null when there is none. */
  readonly officer: (head: SentHead, officerId: number) => Uint8Array | null;
}

/**
 * Opens the records, which must be all of the chain from seq 0. A reply without a valid officer's signature is an
 * entry with a flaw; so is a record that does not follow the one before it, and one that this build cannot read.
 */
export function openThread(records: readonly ChainRecord[], opener: Opener, chain: Chain): Entry[] {
  let prev = ZERO_HASH;
  let { reporter } = chain;
  return records.map((record, seq) => {
    const before = prev;
    prev = chainHash(record);
    if (record.head === null) return { ok: false, seq, flaw: 'suite' };
    const opened = openRecord(record, opener);
    if (typeof opened === 'string') return { ok: false, seq, flaw: opened };
    if (seq === 0 && opened.content.kind === 'first') reporter ??= opened.content.signPk;
    const flaw = flawOf(record, opened, { ...chain, reporter }, { seq, prev: before });
    if (flaw) return { ok: false, seq, flaw };
    const { signerId, content } = opened;
    return { ok: true, seq, direction: record.head.direction, signerId, content };
  });
}

function flawOf(
  { head }: ServedRecord,
  opened: OpenedRecord,
  chain: Chain,
  at: { seq: number; prev: Uint8Array },
): Flaw | undefined {
  if (!isSigned(opened, head, chain)) return 'signature';
  const follows =
    equalBytes(head.caseId, chain.caseId) && head.seq === at.seq && equalBytes(head.prev, at.prev);
  return follows ? undefined : 'order';
}

function isSigned(opened: OpenedRecord, head: SentHead, { reporter, officer }: Chain): boolean {
  const key = head.direction === 0 ? reporter : officer(head, opened.signerId);
  return key !== null && opened.signedBy(key);
}
