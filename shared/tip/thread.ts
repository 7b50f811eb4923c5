/** A case's messages as one chain: order, signatures, who had the case, and what may be shown (formats.md sections 2 and 3). */
import { equalBytes } from '../crypto/bytes';
import { signingKeys } from '../directory/entry';
import { type Office, sameOffice } from '../directory/office';
import { confirmationHolds, type EntryAt } from './confirm';
import type { ThreadContent } from './content';
import { type Direction, type SentHead, ZERO_HASH } from './head';
import {
  chainHash,
  type ChainRecord,
  type Flaw,
  type OpenedRecord,
  type Opener,
  openRecord,
  recordHash,
  type ServedRecord,
  type UnreadableRecord,
} from './record';
import { type About, consentsAfter, isLawful, NO_CONSENTS } from './transfer';
import { type Move, movesOf, wrapsHold } from './wrap';

/** One place of the chain: what it says, or why it must not be shown. */
export type Entry =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly direction: Direction;
      readonly signerId: number;
      readonly content: ThreadContent;
    }
  | { readonly ok: false; readonly seq: number; readonly flaw: Flaw };

export interface Chain {
  readonly caseId: Uint8Array;
  /** The reporter's key when one knows it already (the reporter does); otherwise it is taken from seq 0. */
  readonly reporter: Uint8Array | null;
  /** An office's entry of a snapshot, by which its officers' signatures are checked. */
  readonly entryAt: EntryAt;
  /** The last record waits for a second officer's confirmation: it is opened to be read, and is not in the case yet. */
  readonly awaiting?: boolean;
}

/**
 * Opens the records, which must be all of the chain from seq 0. A reply without a valid officer's signature is an
 * entry with a flaw; so is a record that does not follow the one before it, one that this build cannot read, one of an
 * office that did not have the case, a move to where it may not go, and one whose slots were replaced by nobody who
 * had it.
 */
export function openThread(records: readonly ChainRecord[], opener: Opener, chain: Chain): Entry[] {
  const walk = new Walk(opener, chain);
  const awaiting = chain.awaiting ? records.length - 1 : -1;
  const entries = records.map((record, seq) => walk.step(record, seq, seq === awaiting));
  return entries.map((entry, i) => {
    const record = records[i];
    if (!entry.ok || !record?.head) return entry;
    return wrapsHold(record, movesOf(walk.moves, entry.seq))
      ? entry
      : { ok: false, seq: entry.seq, flaw: 'wrap' };
  });
}

/** What takes a second officer's signature. */
const FOUR_EYES: readonly string[] = ['closed', 'erased'];

/** The chain record by record: what came before decides what may come. */
class Walk {
  /** Every move that an officer signed, lawful or not, and every recovery: that is where the slots went. */
  readonly moves: Move[] = [];
  #prev = ZERO_HASH;
  #reporter: Uint8Array | null;
  #holder: Office | undefined;
  #about: About = {};
  #second: Office | null = null;
  /** What the writer has let the office do since the case came to it. */
  #consents = NO_CONSENTS;
  readonly #opener: Opener;
  readonly #chain: Chain;

  constructor(opener: Opener, chain: Chain) {
    this.#opener = opener;
    this.#chain = chain;
    this.#reporter = chain.reporter;
  }

  step(record: ChainRecord, seq: number, isAwaiting: boolean): Entry {
    const prev = this.#prev;
    this.#prev = chainHash(record);
    if (record.head === null) return { ok: false, seq, flaw: this.#unreadable(record) };
    this.#holder ??= record.head.office;
    const opened = openRecord(record, this.#opener);
    if (typeof opened === 'string') return { ok: false, seq, flaw: opened };
    const { signerId, content } = opened;
    // A note has a chain of its own: in this one it has no place.
    if (content.kind === 'note') return { ok: false, seq, flaw: 'order' };
    if (seq === 0 && content.kind === 'first') this.#reporter ??= content.signPk;
    const flaw =
      this.#flawOf(record, opened, { seq, prev }) ??
      (isAwaiting ? undefined : this.#confirmed(record, opened)) ??
      this.#take(record, opened);
    if (flaw) return { ok: false, seq, flaw };
    return { ok: true, seq, direction: record.head.direction, signerId, content };
  }

  /** Of what was erased it is left whose case it was: no other office erases it. */
  #unreadable({ erased }: UnreadableRecord): Flaw {
    if (erased?.head?.direction === 1) this.#holder = erased.head.office;
    return erased ? 'erased' : 'suite';
  }

  #flawOf(
    { head }: ServedRecord,
    opened: OpenedRecord,
    at: { seq: number; prev: Uint8Array },
  ): Flaw | undefined {
    if (!this.#keysOf(head, opened.signerId).some(opened.signedBy)) return 'signature';
    const { caseId } = this.#chain;
    const follows = equalBytes(head.caseId, caseId) && head.seq === at.seq && equalBytes(head.prev, at.prev);
    if (!follows) return 'order';
    return sameOffice(head.office, this.#holder ?? null) ? undefined : 'office';
  }

  #keysOf(head: SentHead, signerId: number): readonly Uint8Array[] {
    if (head.direction === 0) return this.#reporter ? [this.#reporter] : [];
    const entry = this.#chain.entryAt(head);
    return entry ? signingKeys(entry, signerId) : [];
  }

  /** A case ends, and its content is erased, only by two officers' signatures. */
  #confirmed(record: ServedRecord, { content, signerId }: OpenedRecord): Flaw | undefined {
    const isEnd = content.kind === 'status' && FOUR_EYES.includes(content.said.status);
    if (!isEnd) return undefined;
    const { head, confirm } = record;
    const confirmed = { head, recordHash: recordHash(record), signerId, confirm };
    return confirmationHolds(confirmed, this.#chain.entryAt) ? undefined : 'confirm';
  }

  /** What a valid record changes for those after it; a move to where the case may not go is one all the same. */
  #take({ head }: ServedRecord, { content, signerId }: OpenedRecord): Flaw | undefined {
    if (content.kind === 'first') {
      this.#about = content.said;
      this.#second = content.said.second ?? null;
    }
    const consents = this.#consents;
    this.#consents = consentsAfter(consents, content);
    const { seq, office: from } = head;
    const by = { officerId: signerId, keys: this.#keysOf(head, signerId) };
    if (content.kind === 'status' && content.said.status === 'recovered')
      this.moves.push({ seq, from, to: from, ...by, records: content.said.uses.map(([record]) => record) });
    if (content.kind !== 'transfer') return undefined;
    const { to, second = null, reason } = content.said;
    const lawful = isLawful({ from, to, second, reason }, this.#about, consents, this.#second);
    this.moves.push({ seq, from, to, ...by });
    this.#holder = to;
    this.#second = second;
    return lawful ? undefined : 'move';
  }
}
