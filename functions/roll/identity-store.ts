import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { Dynamo } from '../platform/dynamo';
import type { KeyedHash } from '../platform/keyed-hash';
import * as items from './items';
import { entryOf } from '../platform/roll-hash';

const READ_AT_ONCE = 100;

/** What people are bound to, in the order of their entries. */
export async function readIdentities(
  dynamo: Dynamo,
  entries: readonly Id[],
): Promise<(items.StoredIdentity | undefined)[]> {
  const found: (items.StoredIdentity | undefined)[] = [];
  for (let i = 0; i < entries.length; i += READ_AT_ONCE) {
    const some = entries.slice(i, i + READ_AT_ONCE);
    const keys = some.map((entry) => ({ table: 'people' as const, key: items.identityKey(entry) }));
    for (const item of await dynamo.batchGet(keys)) found.push(item && items.StoredIdentity.parse(item));
  }
  return found;
}

/** Which version stands in each village that somebody is bound to, beside those that are known. */
export async function readHeads(
  dynamo: Dynamo,
  identities: readonly (items.StoredIdentity | undefined)[],
  known: ReadonlyMap<AreaCode, number> = new Map(),
): Promise<Map<AreaCode, number>> {
  const places = identities.flatMap((one) => (one ? [one.pending, one.standing ?? one.pending] : []));
  const villages = [...new Set(places.map(({ village }) => village))].filter((one) => !known.has(one));
  const heads = new Map(known);
  for (let i = 0; i < villages.length; i += READ_AT_ONCE) {
    const some = villages.slice(i, i + READ_AT_ONCE);
    const keys = some.map((village) => ({ table: 'people' as const, key: items.headKey(village) }));
    const found = await dynamo.batchGet(keys);
    some.forEach((village, at) => {
      heads.set(village, found[at] ? items.StoredHead.parse(found[at]).version : 0);
    });
  }
  return heads;
}

/** A person by their ID number: their entry, and the other village whose roll they stand on. */
export interface ComparedPerson {
  entry: Id;
  elsewhere?: AreaCode;
}

/** Who people are, and whether another village's roll has them; nothing is written. */
export async function comparePeople(
  dynamo: Dynamo,
  hash: KeyedHash,
  village: AreaCode,
  idNumbers: readonly string[],
): Promise<ComparedPerson[]> {
  const entries = idNumbers.map((idNumber) => entryOf(hash, idNumber));
  const identities = await readIdentities(dynamo, [...new Set(entries)]);
  const heads = await readHeads(dynamo, identities);
  const places = new Map([...new Set(entries)].map((entry, i) => [entry, identities[i]]));
  return entries.map((entry) => {
    const { pending, standing } = places.get(entry) ?? {};
    const stands = [pending, standing].find((one) => one && heads.get(one.village) === one.version);
    return stands && stands.village !== village ? { entry, elsewhere: stands.village } : { entry };
  });
}
