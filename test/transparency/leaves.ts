import { toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { leafHash } from '#shared/crypto/merkle';
import { utf8 } from '#shared/crypto/utf8';
import { encodeLeaf, type Leaf, structureLeaf } from '#shared/transparency/leaf';
import { enterLeaf } from '#functions/transparency/pending-items';
import { COUNTY, type TestCounty } from '#test/setup';

let serial = 0;

/** A leaf like no other. */
export function anyLeaf(time: number): Leaf {
  serial += 1;
  return structureLeaf('close', COUNTY, sha256(utf8(`structure ${serial}`)), time);
}

/** Leaves that wait for the sequencer as publications leave them; answers their hashes, acknowledged one by one. */
export async function enterMany(
  county: TestCounty,
  count: number,
  time = county.clock.now,
): Promise<string[]> {
  const leaves = Array.from({ length: count }, () => anyLeaf(time));
  for (let at = 0; at < count; at += 50) {
    await county.dynamo.transact(leaves.slice(at, at + 50).flatMap(enterLeaf));
  }
  return leaves.map((leaf) => toBase64url(leafHash(encodeLeaf(leaf))));
}

/** Publishes a leaf at a time, in seconds, that is lost before it waits; answers its hash. */
export async function loseLeaf(county: TestCounty, time: number): Promise<string> {
  const leaf = anyLeaf(time);
  await county.dynamo.transact(enterLeaf(leaf).filter(({ table }) => table !== 'ledger'));
  return toBase64url(leafHash(encodeLeaf(leaf)));
}
