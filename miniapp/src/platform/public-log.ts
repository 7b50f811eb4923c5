import * as z from 'zod';
import type { Contract, Sent } from '#shared/contract';
import { bytesOf, fromBase64, toBase64url } from '#shared/crypto/bytes';
import { verifyConsistency } from '#shared/crypto/merkle';
import { utf8 } from '#shared/crypto/utf8';
import { base64urlOf } from '#shared/ids';
import type { Checkpoint, LogPolicy } from '#shared/transparency/checkpoint';
import { consistency, leafProof } from '#shared/transparency/contract';
import {
  commitsTo,
  type LogClaim,
  openProof,
  type ProofFlaw,
  type ProvenLeaf,
} from '#shared/transparency/proof';
import { canSeal } from './can-seal';
import { now } from './clock';
import { copyOf, layDown } from './copies';
import { exchange, OFFLINE, type Outcome, partsOf, pathOf, readProblem } from './request';
import { keep, recall } from './storage';
import { trust } from './trust';

/** Why a document does not stand in the log as it should: a proof that fails, or a log that was rewritten. */
export type LogFlaw = ProofFlaw | 'rewritten';

/** What a page knows of a document's proof. */
export type Standing =
  /** Still asking; entered, but not yet in the log; no network; a phone that cannot do the arithmetic. */
  | { kind: 'checking' | 'waiting' | 'offline' | 'unable' }
  | { kind: 'broken'; flaw: LogFlaw }
  | { kind: 'proved'; proven: ProvenLeaf };

/** Files of the log never change, so a copy that lies here is as good as the file. */
async function fetchFile<C extends Contract>(c: C, input: Sent<C>): Promise<Outcome<string>> {
  const parts = partsOf(input);
  const path = pathOf(c, parts);
  const copy = copyOf(path);
  if (copy) return { ok: true, value: copy.body };
  const answer = await exchange(c, parts);
  if (!answer) return { ok: false, problem: OFFLINE };
  if (answer.status !== 200) return { ok: false, problem: readProblem(answer) };
  layDown(path, { body: answer.body, at: now() });
  return { ok: true, value: answer.body };
}

/** The proof file of a leaf, by its hash; `not-logged` while there is none. */
export async function proofOf(leaf: string): Promise<Outcome<Uint8Array>> {
  const file = await fetchFile(leafProof, { params: { leaf } });
  return file.ok ? { ok: true, value: utf8(file.value) } : file;
}

/**
 * How a leaf stands: its proof is asked for, checked, and held against the log as this device has seen it before.
 * `claim` says which document it has to commit to; without one only the leaf itself is proved.
 */
export async function standingOf(leaf: string, claim?: () => LogClaim): Promise<Standing> {
  if (!canSeal()) return { kind: 'unable' };
  const policy = (await trust())?.log;
  if (!policy) return { kind: 'offline' };
  const file = await proofOf(leaf);
  if (!file.ok) {
    if (file.problem.code === 'not-logged') return { kind: 'waiting' };
    return file.problem.code === 'offline' || file.problem.code === 'busy'
      ? { kind: 'offline' }
      : { kind: 'broken', flaw: 'leaf' };
  }
  const proven = openProof(file.value, policy);
  if (typeof proven === 'string') return { kind: 'broken', flaw: proven };
  if (toBase64url(proven.hash) !== leaf) return { kind: 'broken', flaw: 'leaf' };
  if (claim && !commitsTo(proven.leaf, claim())) return { kind: 'broken', flaw: 'document' };
  const growth = await holdsAgainstSeen(proven.checkpoint, policy);
  if (growth === 'unknown') return { kind: 'offline' };
  return growth === 'holds' ? { kind: 'proved', proven } : { kind: 'broken', flaw: 'rewritten' };
}

const Seen = z.object({ origin: z.string(), size: z.number(), root: base64urlOf(32) });
type Seen = z.output<typeof Seen>;

/** Two heads of one log that no consistency proof can join: kept, so that it is said again and again. */
const Rewritten = z.object({ older: Seen, newer: Seen });

/** Whether this device has caught the log at having been rewritten. */
export function wasRewritten(): boolean {
  return recall('log-rewritten', Rewritten) !== undefined;
}

/** Holds a checkpoint against the largest one this device has seen of the same log, and remembers the larger. */
async function holdsAgainstSeen(
  { origin, size, root }: Checkpoint,
  { logs }: LogPolicy,
): Promise<'holds' | 'broken' | 'unknown'> {
  if (wasRewritten()) return 'broken';
  const here: Seen = { origin, size, root: toBase64url(root) };
  const seen = recall('log-seen', Seen);
  const rank = (one: Seen): number => logs.findIndex(({ name }) => name === one.origin);
  if (!seen || rank(here) > rank(seen)) {
    keep('log-seen', here);
    return 'holds';
  }
  // A log that was followed by another is closed; what it proved stays proved.
  if (rank(here) < rank(seen)) return 'holds';
  const [older, newer] = seen.size <= size ? [seen, here] : [here, seen];
  const joined = await areJoined(older, newer);
  if (joined === 'holds' && newer === here) keep('log-seen', here);
  if (joined === 'broken') keep('log-rewritten', { older, newer });
  return joined;
}

async function areJoined(older: Seen, newer: Seen): Promise<'holds' | 'broken' | 'unknown'> {
  if (older.size === newer.size) return older.root === newer.root ? 'holds' : 'broken';
  const log = older.origin.slice(older.origin.lastIndexOf('/') + 1);
  const asked = { log, older: older.size, newer: newer.size };
  const file = await fetchFile(consistency, { params: asked });
  if (!file.ok) {
    // A log that does not know a size it has signed has lost leaves.
    return file.problem.code === 'not-found' ? 'broken' : 'unknown';
  }
  const hashes = file.value.split('\n').slice(0, -1).map(fromBase64);
  const path = hashes.filter((hash) => hash !== null);
  const holds =
    path.length === hashes.length &&
    verifyConsistency(older.size, newer.size, bytesOf(older.root), bytesOf(newer.root), path);
  return holds ? 'holds' : 'broken';
}
