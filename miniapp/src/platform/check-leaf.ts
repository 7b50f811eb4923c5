import * as z from 'zod';
import { bytesOf, fromBase64, toBase64url } from '#shared/crypto/bytes';
import { verifyConsistency } from '#shared/crypto/merkle';
import { utf8 } from '#shared/crypto/utf8';
import { base64urlOf } from '#shared/ids';
import type { Checkpoint, LogPolicy } from '#shared/transparency/checkpoint';
import { claimOf, isLeafOf } from '#shared/transparency/content';
import { consistency, leafProof } from '#shared/transparency/contract';
import type { Leaf } from '#shared/transparency/leaf';
import type { Shown } from '#shared/transparency/log-content';
import { verifierKey } from '#shared/transparency/note';
import { policyOf } from '#shared/transparency/policy';
import { commitsTo, openProof } from '#shared/transparency/proof';
import { fetchFile, type Standing } from './public-log';
import { forget, keep, recall } from './storage';
import { trust } from './trust';

/** How a leaf stands; see `standingOf`. */
export async function checkLeaf(leaf: string, shown: (() => Shown) | undefined): Promise<Standing> {
  const anchors = await trust();
  const policy = anchors && policyOf(anchors.log);
  if (!policy) return { kind: 'offline' };
  const file = await fetchFile(leafProof, { params: { leaf } });
  if (!file.ok) {
    if (file.problem.code === 'not-logged') return { kind: 'waiting' };
    return file.problem.code === 'offline' || file.problem.code === 'busy'
      ? { kind: 'offline' }
      : { kind: 'broken', flaw: 'leaf' };
  }
  const proven = openProof(utf8(file.value.body), policy);
  if (typeof proven === 'string') return { kind: 'broken', flaw: proven };
  if (toBase64url(proven.hash) !== leaf) return { kind: 'broken', flaw: 'leaf' };
  file.value.keep();
  if (shown && !fits(proven.leaf, shown())) return { kind: 'broken', flaw: 'document' };
  const growth = await holdsAgainstSeen(proven.checkpoint, policy);
  if (growth === 'unknown') return { kind: 'offline' };
  return growth === 'holds' ? { kind: 'proved', proven } : { kind: 'broken', flaw: 'rewritten' };
}

function fits(leaf: Leaf, shown: Shown): boolean {
  return 'isErased' in shown ? isLeafOf(leaf, shown) : commitsTo(leaf, claimOf(shown));
}

/** A head of a log; the log by its verifier key, since a county that begins anew may have the same name. */
const Seen = z.object({ log: z.string(), size: z.number(), root: base64urlOf(32) });
type Seen = z.output<typeof Seen>;

/** Two signed heads of one log that nothing has joined: kept, so that it is said until a proof joins them. */
const Rewritten = z.object({ older: Seen, newer: Seen });

/** Holds a checkpoint against the largest one this device has seen of the same log, and remembers the larger. */
async function holdsAgainstSeen(
  { origin, size, root }: Checkpoint,
  { logs }: LogPolicy,
): Promise<'holds' | 'broken' | 'unknown'> {
  const keys = logs.map(verifierKey);
  const log = keys[logs.findIndex(({ name }) => name === origin)] ?? '';
  const here: Seen = { log, size, root: toBase64url(root) };
  if (await isRewritten(origin, log)) return 'broken';
  const seen = recall('log-seen', Seen);
  const rank = (one: Seen): number => keys.indexOf(one.log);
  if (!seen || rank(here) > rank(seen)) {
    keep('log-seen', here);
    return 'holds';
  }
  // A log that was followed by another is closed; what it proved stays proved.
  if (rank(here) < rank(seen)) return 'holds';
  const [older, newer] = seen.size <= size ? [seen, here] : [here, seen];
  const joined = await areJoined(origin, older, newer);
  if (joined === 'holds' && newer === here) keep('log-seen', here);
  if (joined === 'broken') keep('log-rewritten', { older, newer });
  return joined;
}

/** Whether this device has caught the log in two versions, and no proof that has come since joins them. */
async function isRewritten(origin: string, log: string): Promise<boolean> {
  const caught = recall('log-rewritten', Rewritten);
  if (caught?.newer.log !== log) return false;
  // A proof may have been out of reach, or cut short on its way: a log that can still give it was not rewritten.
  if ((await areJoined(origin, caught.older, caught.newer)) !== 'holds') return true;
  forget('log-rewritten');
  return false;
}

async function areJoined(origin: string, older: Seen, newer: Seen): Promise<'holds' | 'broken' | 'unknown'> {
  if (older.size === newer.size) return older.root === newer.root ? 'holds' : 'broken';
  const log = origin.slice(origin.lastIndexOf('/') + 1);
  const asked = { log, older: older.size, newer: newer.size };
  const file = await fetchFile(consistency, { params: asked }, older.log);
  if (!file.ok) {
    // A log that does not know a size it has signed has lost leaves.
    return file.problem.code === 'not-found' ? 'broken' : 'unknown';
  }
  const hashes = file.value.body.split('\n').slice(0, -1).map(fromBase64);
  const path = hashes.filter((hash) => hash !== null);
  const holds =
    path.length === hashes.length &&
    verifyConsistency(older.size, newer.size, bytesOf(older.root), bytesOf(newer.root), path);
  if (holds) file.value.keep();
  return holds ? 'holds' : 'broken';
}
