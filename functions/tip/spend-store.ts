import type { AreaCode } from '#shared/area/code';
import { takenMonths } from '#shared/token/month';
import { decodeSpend, holdsSpend } from '#shared/token/token';
import type { Dynamo } from '../platform/dynamo';
import { openssl } from '../platform/openssl';
import { issuerKey, StoredIssuer } from '../token/items';

/** A token that a letter came with, by its month and its key. */
export interface Spent {
  readonly month: number;
  readonly pk: Uint8Array;
}

/**
 * The villager's token that is spent on a record; undefined when it is none, is another record's or is of a month whose
 * tokens are not taken any more. Whether it was spent before, the write says. Only public keys are read for it.
 */
export async function findSpent(
  dynamo: Dynamo,
  county: AreaCode,
  bytes: Uint8Array,
  recordHash: Uint8Array,
  now: number,
): Promise<Spent | undefined> {
  const spend = decodeSpend(bytes);
  if (!spend) return undefined;
  const keys = takenMonths(now).map((month) => ({ table: 'public' as const, key: issuerKey(month) }));
  const issuers = (await dynamo.batchGet(keys)).flatMap((item) => (item ? [StoredIssuer.parse(item)] : []));
  const by = issuers.find((issuer) => holdsSpend({ county, ...issuer }, spend, recordHash, openssl));
  return by && { month: by.month, pk: spend.pk };
}
