/** What the QR code of a printed document carries (formats.md section 9): the hash of its leaf, and its place in the log. */
import { concatBytes, fromBase64url, toBase64url } from '../crypto/bytes';
import { decode, fixed, u64 } from '../crypto/codec';

/** Below the site's host. */
export const PAPER_PATH = '/p/';

/** leaf hash b[32] | index u64, as 54 characters. */
export function paperCode(hash: Uint8Array, index: number): string {
  return toBase64url(concatBytes(fixed(hash, 32), u64(index)));
}

/** The leaf (base64url) and its place, or null for anything else. */
export function readPaperCode(code: string): { leaf: string; index: number } | null {
  const bytes = fromBase64url(code);
  return bytes && decode(bytes, (reader) => ({ leaf: toBase64url(reader.fixed(32)), index: reader.u64() }));
}

/** Where the site shows what a code proves, or says that it is not whole. */
export function proofPage(code: string): string {
  return `/#/transparency/proof/index${readPaperCode(code) ? `?code=${code}` : ''}`;
}

/** A hash in groups of four letters, as it is printed, read out and compared. */
export function inFours(hash: Uint8Array): string[] {
  const groups: string[] = [];
  for (let at = 0; at + 1 < hash.length; at += 2) {
    groups.push((((hash[at] ?? 0) << 8) | (hash[at + 1] ?? 0)).toString(16).padStart(4, '0').toUpperCase());
  }
  return groups;
}
