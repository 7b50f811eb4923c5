/** Four eyes: a second officer's signature over the record by which a first one closes a case. */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, tag, u32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { type DirectoryEntry, signingKeys } from '../directory/entry';
import { encodeOffice, type Office, readOffice, sameOffice } from '../directory/office';
import { peopleWho } from '../directory/people';
import { escalationOf } from '../directory/standing';
import type { SentHead } from './head';
import type { Signer } from './record';
import { CONFIRM_BYTES } from './sizes';

export interface Confirmation {
  readonly caseId: Uint8Array;
  readonly seq: number;
  /** Of the record that is confirmed. */
  readonly recordHash: Uint8Array;
  /** The office of the officer who confirms. */
  readonly office: Office;
  /** SHA-256 of the snapshot that lists them. */
  readonly directory: Uint8Array;
  readonly officerId: number;
}

/**
 * `T("tip/confirm") | case_id b[16] | u32 seq | record_hash b[32] | office | directory b[32] | u32 officer_id | sig b[64]`:
 * 185 bytes, kept and served beside the record.
 */
export function signConfirmation(
  confirmation: Omit<Confirmation, 'officerId'>,
  { id, seed }: Signer,
): Uint8Array {
  const signed = concatBytes(
    tag('tip/confirm'),
    fixed(confirmation.caseId, 16),
    u32(confirmation.seq),
    fixed(confirmation.recordHash, 32),
    encodeOffice(confirmation.office),
    fixed(confirmation.directory, 32),
    u32(id),
  );
  return concatBytes(signed, ed25519Sign(seed, signed));
}

/** A confirmation as it came: what was signed, and the signature, which is still to be checked. */
export interface SignedConfirmation extends Confirmation {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** What a confirmation says; null when the bytes are none. */
export function readConfirmation(bytes: Uint8Array): SignedConfirmation | null {
  if (bytes.length !== CONFIRM_BYTES) return null;
  return decode(bytes, (reader) => {
    reader.tag('tip/confirm');
    const confirmation = {
      caseId: reader.fixed(16),
      seq: reader.u32(),
      recordHash: reader.fixed(32),
      office: readOffice(reader) ?? reader.refuse(),
      directory: reader.fixed(32),
      officerId: reader.u32(),
    };
    const signed = reader.soFar();
    const signature = reader.fixed(64);
    return { ...confirmation, signed, signature };
  });
}

/** Whether the officer whom a confirmation names signed it, and this entry of their office lets them sign. */
export function isSignedBy(
  { officerId, signed, signature }: SignedConfirmation,
  entry: DirectoryEntry,
): boolean {
  return signingKeys(entry, officerId).some((key) => ed25519Verify(key, signed, signature));
}

/** How many officers of an entry may still act on a case from which some keep away. */
export function officersLeft(entry: DirectoryEntry, recused: number): number {
  return peopleWho(entry, 'maySign') - recused;
}

/**
 * The office whose second officer may confirm what an office proposes: its own, or, where one officer alone is left for the
 * case, the one above; null where there is none.
 */
export function confirmingOffice(entry: DirectoryEntry, recused: number): Office | null {
  return officersLeft(entry, recused) > 1 ? entry.office : escalationOf(entry.office);
}

/**
 * Whether an office's officer may confirm, as far as readers can tell: who keeps away from a case is known to the office
 * alone, and then it is the office above.
 */
function mayConfirm(office: Office, holder: DirectoryEntry): boolean {
  return sameOffice(office, confirmingOffice(holder, 0)) || sameOffice(office, escalationOf(holder.office));
}

/** What a reader has of a record to hold its confirmation against. */
export interface Confirmed {
  readonly head: SentHead;
  readonly recordHash: Uint8Array;
  /** The officer who signed the record. */
  readonly signerId: number;
  readonly confirm: Uint8Array | undefined;
}

/** An office's entry under the snapshot that is named with it, or null when it did not come with the case. */
export type EntryAt = (at: { directory: Uint8Array; office: Office }) => DirectoryEntry | null;

/** Whether another officer, who may, confirmed this very record. */
export function confirmationHolds(
  { head, recordHash, signerId, confirm }: Confirmed,
  entryAt: EntryAt,
): boolean {
  const said = confirm && readConfirmation(confirm);
  const holder = entryAt(head);
  const theirs = said && entryAt(said);
  if (!said || !holder || !theirs || !mayConfirm(said.office, holder)) return false;
  const keys = signingKeys(theirs, said.officerId);
  const first = signingKeys(holder, signerId);
  return (
    first.length > 0 &&
    // One officer's two devices are not two officers.
    !keys.some((key) => first.some((one) => equalBytes(one, key))) &&
    equalBytes(said.caseId, head.caseId) &&
    said.seq === head.seq &&
    equalBytes(said.recordHash, recordHash) &&
    isSignedBy(said, theirs)
  );
}
