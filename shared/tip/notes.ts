/** The internal notes of a case: a chain of its own, sealed to the office alone, that goes along when the case moves up. */
import { equalBytes } from '../crypto/bytes';
import type { Directory } from '../directory/directory';
import { type DirectoryEntry, signingKeys } from '../directory/entry';
import { type Office, sameOffice } from '../directory/office';
import type { EntryAt } from './confirm';
import type { Id } from '../ids';
import { ZERO_HASH } from './head';
import { tiesAfter } from './merging';
import type { HandlingWay, NoteSaid } from './note';
import {
  chainHash,
  type ChainRecord,
  type Flaw,
  type Opener,
  openRecord,
  type SealedRecord,
  type ServedRecord,
  type Signer,
  sealRecord,
} from './record';
import { type SlotKeys, slotsRandom } from './slots';
import type { Entry } from './thread';
import { type Move, wrapsHold } from './wrap';

/** One place of the notes' chain: what it says, or why it must not be shown. */
export type Note =
  | {
      readonly ok: true;
      readonly seq: number;
      /** The office that had the case when it was written. */
      readonly office: Office;
      readonly signerId: number;
      readonly said: NoteSaid;
    }
  | { readonly ok: false; readonly seq: number; readonly flaw: Flaw };

/** Whose notes: those of the office that has the case, or of the one that handles it jointly; each has a chain of its own. */
export type NoteRole = 'office' | 'second';

/** A note is sealed to the office that writes it, and to nobody else: the other seven places hold nothing. */
export function noteKeys({ officePk }: DirectoryEntry, role: NoteRole = 'office'): SlotKeys {
  return { [role]: officePk };
}

export interface WritingNote {
  readonly caseId: Uint8Array;
  /** The notes there are. */
  readonly notes: readonly ChainRecord[];
  readonly directory: Directory;
  readonly office: DirectoryEntry;
  /** As whom it writes. */
  readonly role?: NoteRole;
  readonly said: NoteSaid;
  readonly signer: Signer;
  /** `RECORD_RANDOM_BYTES` random bytes. */
  readonly random: Uint8Array;
}

/** The sealed note; null when it is too long for a record. */
export function writeNote(writing: WritingNote): SealedRecord | null {
  const { caseId, notes, directory, office, role, said, signer, random } = writing;
  const last = notes[notes.length - 1];
  return sealRecord({
    head: {
      caseId,
      direction: 2,
      seq: notes.length,
      prev: last ? chainHash(last) : ZERO_HASH,
      office: office.office,
      directory: directory.hash,
      files: ZERO_HASH,
    },
    content: { kind: 'note', said },
    signer,
    keys: noteKeys(office, role),
    dek: random.slice(0, 32),
    random: slotsRandom(random.slice(32)),
  });
}

/** The moves of a case as its thread tells them: what the wraps of its notes must be of. */
export function movesIn(
  records: readonly ChainRecord[],
  entries: readonly Entry[],
  entryAt: EntryAt,
): readonly Move[] {
  return entries.flatMap((entry, seq): Move[] => {
    const head = records[seq]?.head;
    if (!head || !entry.ok || entry.content.kind !== 'transfer') return [];
    const { signerId: officerId, content } = entry;
    const from = entryAt(head);
    const keys = from ? signingKeys(from, officerId) : [];
    return [{ seq, from: head.office, to: content.said.to, officerId, keys }];
  });
}

export interface NoteChain {
  readonly caseId: Uint8Array;
  readonly entryAt: EntryAt;
  readonly moves: readonly Move[];
  /** The office whose notes they are: the one that has the case now, or the one that handles it jointly. */
  readonly holder: Office;
}

/**
 * Opens the notes, which must be all of the chain from seq 0. One that is signed by nobody of the office that had the
 * case, that does not follow the one before it, or whose slots were replaced by nobody who had the case, is not shown.
 */
export function openNotes(records: readonly ChainRecord[], opener: Opener, chain: NoteChain): Note[] {
  return records.map((record, seq): Note => {
    const before = records[seq - 1];
    const prev = before ? chainHash(before) : ZERO_HASH;
    if (record.head === null) return { ok: false, seq, flaw: 'suite' };
    const opened = openRecord(record, opener);
    if (typeof opened === 'string') return { ok: false, seq, flaw: opened };
    const { signerId, content, signedBy } = opened;
    if (content.kind !== 'note') return { ok: false, seq, flaw: 'content' };
    const { head } = record;
    const entry = chain.entryAt(head);
    if (!entry || !signingKeys(entry, signerId).some(signedBy)) return { ok: false, seq, flaw: 'signature' };
    const follows = equalBytes(head.caseId, chain.caseId) && head.seq === seq && equalBytes(head.prev, prev);
    const flaw = follows ? misplaced(record, chain) : 'order';
    if (flaw) return { ok: false, seq, flaw };
    return { ok: true, seq, office: head.office, signerId, said: content.said };
  });
}

/**
 * The moves after a note are the last ones, as many as it has wraps: it was written at the office from which they begin. A
 * joint office's are never sealed anew.
 */
function misplaced(record: ServedRecord, { moves, holder }: NoteChain): Flaw | undefined {
  const { head, wraps } = record;
  if (wraps.length > moves.length) return 'wrap';
  const after = moves.slice(moves.length - wraps.length);
  if (!sameOffice(head.office, after[0]?.from ?? holder)) return 'office';
  return wrapsHold(record, after) ? undefined : 'wrap';
}

/** Where the work on a case stands by the notes of the office that has it. */
export interface Work {
  /** How it is handled. */
  readonly way?: HandlingWay;
  /** Who handles it. */
  readonly officer?: number;
  /** Officers who keep away from it. */
  readonly recused: readonly number[];
  /** Cases that it is handled together with, as far as this one notes it. */
  readonly tied: readonly Id[];
}

const NO_WORK: Work = { recused: [], tied: [] };

/** Reads the notes in order; what an office before this one had arranged is over with the move. */
export function workOf(notes: readonly Note[], holder: Office): Work {
  return notes.reduce<Work>((work, note) => {
    if (!note.ok || !sameOffice(note.office, holder)) return work;
    const { said } = note;
    if (said.note === 'handling') return { ...work, way: said.way };
    if (said.note === 'recusal') return { ...work, recused: [...work.recused, note.signerId] };
    if (said.note === 'assignment') return { ...work, officer: said.to };
    return { ...work, tied: tiesAfter(work.tied, said) };
  }, NO_WORK);
}
