/** The frozen board of a closed round, and the list of who was issued a token (formats.md section 8). */
import { compareBytes, concatBytes } from '../crypto/bytes';
import { fixed, tag, u8 } from '../crypto/codec';
import { leafHash, merkleRoot } from '../crypto/merkle';
import { recordHash } from './record';

/** Below this many records only totals and root are public: few records and many names would tell people apart. */
export const SMALLEST_PUBLIC_BOARD = 200;

/** Whether a person recommended, and how. */
export const ISSUED = { no: 0, phone: 1, paper: 2 } as const;
export type Issued = keyof typeof ISSUED;

/** Records in the order of the board: by record_hash, ascending, which forgets the order of casting. */
export function boardOrder(records: readonly Uint8Array[]): { hash: Uint8Array; record: Uint8Array }[] {
  return records
    .map((record) => ({ hash: recordHash(record), record }))
    .sort((a, b) => compareBytes(a.hash, b.hash));
}

/** The root over record hashes that are already in order. */
export function boardRoot(hashes: readonly Uint8Array[]): Uint8Array {
  return merkleRoot(hashes.map(leafHash));
}

/** One line of the issued list: T("rec/issued") | roll entry | u8 issued | nonce. The nonce hides it from a guess. */
export function issuedLeaf(entry: Uint8Array, issued: Issued, nonce: Uint8Array): Uint8Array {
  return concatBytes(tag('rec/issued'), fixed(entry, 16), u8(ISSUED[issued]), fixed(nonce, 16));
}
