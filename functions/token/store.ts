import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { encodeIssuer, type Issuer, issuerLeaf } from '#shared/token/issuer';
import { encodeLeaf } from '#shared/transparency/leaf';
import { clear } from '../platform/clear';
import type { Dynamo } from '../platform/dynamo';
import { enterStructure } from '../transparency/document-items';
import * as items from './items';

/** The public half of a month's key; undefined while there is none. */
export async function readIssuer(dynamo: Dynamo, month: number): Promise<items.StoredIssuer | undefined> {
  const item = await dynamo.get('public', items.issuerKey(month));
  return item && items.StoredIssuer.parse(item);
}

/** The months of which something secret or used is kept. */
export async function readMonths(dynamo: Dynamo): Promise<items.StoredMonth[]> {
  const found = await dynamo.query('people', { PK: items.MONTHS });
  return found.map((item) => items.StoredMonth.parse(item));
}

/** Keeps a month's key and enters its public half into the log, in one transaction; false when there is one already. */
export async function keepIssuer(
  dynamo: Dynamo,
  issuer: Issuer,
  sealed: Uint8Array,
  now: number,
): Promise<boolean> {
  const leaf = issuerLeaf(issuer, now);
  const stored = { ...issuer, leaf: toBase64url(leafHash(encodeLeaf(leaf))) };
  const written = await dynamo.transact([
    ...items.putIssuer(stored, sealed),
    ...enterStructure(leaf, encodeIssuer(issuer)),
  ]);
  return written.ok;
}

/** Ends a month's issuing: who was issued its tokens is forgotten, then its private half. Goes on where it was cut off. */
export async function endIssuing(dynamo: Dynamo, month: number): Promise<void> {
  await clear(dynamo, 'people', { PK: items.issuedPartition(month) });
  await dynamo.transact(items.dropSealed(month));
}

/** Ends the using of a month's tokens: which were used is forgotten, then the month. Goes on where it was cut off. */
export async function endUsing(dynamo: Dynamo, month: number): Promise<void> {
  for (const PK of items.spentPartitions(month)) await clear(dynamo, 'cases', { PK });
  await dynamo.transact([items.dropMonth(month)]);
}
