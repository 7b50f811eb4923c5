import * as z from 'zod';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { leafOf, type LogPlace } from '#shared/transparency/content';
import { encodeLeaf, type Leaf, NO_NONCE } from '#shared/transparency/leaf';
import type { LogContent } from '#shared/transparency/log-content';
import type { Logged } from '#shared/transparency/logged';
import { ABSENT, Binary, type Key, PRESENT, put, type Write } from '../platform/item';
import { enterLeaf } from './pending-items';

/** A document beside the log, by the hash of its leaf. */
export const documentKey = (hash: string): Key => ({ PK: `LOGGED#${hash}`, SK: '-' });
export const StoredDocument = z.union([
  z.object({ nonce: Binary, document: Binary }),
  // Of a notice its own page says when and why; of other documents the row does, as the runbook writes it.
  z.object({ erased: z.literal(true), on: z.string().optional(), reason: z.string().optional() }),
]);
export type StoredDocument = z.output<typeof StoredDocument>;

/** Enters a version of an erasable document as it was `loggedAs`: its leaf, and beside the log document and nonce. */
export function enterDocument(one: LogContent, place: LogPlace, { leaf: hash, nonce }: Logged): Write[] {
  const { leaf, document } = leafOf(one, place, bytesOf(nonce));
  return [
    ...enterLeaf(leaf),
    put('public', { ...documentKey(hash), nonce: bytesOf(nonce), document }, ABSENT),
  ];
}

/** Enters the leaf of a structure that is published nowhere but beside the log. */
export function enterStructure(leaf: Leaf, document: Uint8Array): Write[] {
  const key = documentKey(toBase64url(leafHash(encodeLeaf(leaf))));
  return [...enterLeaf(leaf), put('public', { ...key, nonce: NO_NONCE, document }, ABSENT)];
}

/** Erases a document and its nonce; that something stood there stays proved. */
export function eraseDocument(hash: string): Write {
  return put('public', { ...documentKey(hash), erased: true }, PRESENT);
}
