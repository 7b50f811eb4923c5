/** Documents that may have to be erased one day (kinds 1 to 5), and the leaf that commits to each of their versions. */
import { bytesOf, equalBytes, toBase64url } from '../crypto/bytes';
import { leafHash } from '../crypto/merkle';
import { fromUtf8, utf8 } from '../crypto/utf8';
import type { Erased, LogContent, Whole } from './log-content';
import type { LogClaim } from './proof';
import type { Logged } from './logged';
import { commitmentOf, encodeLeaf, type Leaf, NO_PREV } from './leaf';

/** When it was published (seconds), and the version before. */
export interface LogPlace {
  readonly at: number;
  readonly before: Logged | undefined;
}

/** The version's leaf under a nonce of 16 random bytes, and the bytes it commits to. */
export function leafOf(
  { kind, area, id, version, content }: LogContent,
  { at, before }: LogPlace,
  nonce: Uint8Array,
): { leaf: Leaf; document: Uint8Array } {
  const document = documentOf(content);
  const prev = before ? bytesOf(before.leaf) : NO_PREV;
  return {
    document,
    leaf: { kind, area, id, version, time: at, prev, commitment: commitmentOf(nonce, document) },
  };
}

/** Where the version's proof will be found. */
export function loggedAs(one: LogContent, place: LogPlace, nonce: Uint8Array): Logged {
  const { leaf } = leafOf(one, place, nonce);
  return { leaf: toBase64url(leafHash(encodeLeaf(leaf))), nonce: toBase64url(nonce) };
}

/** Whether a leaf is that of a version whose content is gone. */
export function isLeafOf(leaf: Leaf, { kind, area, id, version }: Erased): boolean {
  return leaf.kind === kind && leaf.area === area && leaf.version === version && equalBytes(leaf.id, id);
}

/** What the proof of something shown has to prove. */
export function claimOf({ kind, area, ...shown }: Whole): LogClaim {
  return 'document' in shown
    ? { kind, area, document: shown.document }
    : { kind, area, document: documentOf(shown.content), nonce: bytesOf(shown.nonce) };
}

/**
 * Whether a committed document says exactly this, and beside it only what this program does not know: it is older than
 * whoever published it. `document`: the bytes that the leaf commits to.
 */
export function saysMore(
  document: Uint8Array,
  { content, known }: Pick<LogContent, 'content' | 'known'>,
): boolean {
  const said = objectIn(document);
  if (!said) return false;
  const understood = Object.fromEntries(Object.entries(said).filter(([name]) => known.includes(name)));
  return equalBytes(documentOf(understood), documentOf(content));
}

/** Whether these are the whole bytes of some document: what was cut short on its way is none, nor is another's page. */
export function isDocument(document: Uint8Array): boolean {
  return objectIn(document) !== undefined;
}

function objectIn(document: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(fromUtf8(document) ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes of a content: JSON whose names are in order, so that whoever holds the values has the same bytes. */
export function documentOf(content: unknown): Uint8Array {
  return utf8(JSON.stringify(inOrder(content)));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, held]) => [name, inOrder(held)]));
}
