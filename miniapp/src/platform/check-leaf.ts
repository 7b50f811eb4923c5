import * as z from 'zod';
import { bytesOf, fromBase64, toBase64url } from '#shared/crypto/bytes';
import { verifyConsistency } from '#shared/crypto/merkle';
import { utf8 } from '#shared/crypto/utf8';
import { base64urlOf } from '#shared/ids';
import type { Checkpoint, LogPolicy } from '#shared/transparency/checkpoint';
import { claimOf, isLeafOf } from '#shared/transparency/content';
import { consistency } from '#shared/transparency/contract';
import type { Leaf } from '#shared/transparency/leaf';
import type { Shown } from '#shared/transparency/log-content';
import { verifierKey } from '#shared/transparency/note';
import { policyOf } from '#shared/transparency/policy';
import { commitsTo, openProof } from '#shared/transparency/proof';
import { now } from './clock';
import { fetchFile, fetchProof, type Standing } from './public-log';
import type { Problem } from './request';
import { forget, keep, recall } from './storage';
import { trust } from './trust';

/** A file that begins otherwise is no proof but the page of whoever stands in the way: a gateway, a hotel's network. */
const PROOF = 'c2sp.org/tlog-proof@';

/** How a leaf stands; see `standingOf`. */
export async function checkLeaf(leaf: string, shown: (() => Shown) | undefined): Promise<Standing> {
  const anchors = await trust();
  const policy = anchors && policyOf(anchors.log);
  if (!policy) return { kind: 'offline' };
  const file = await fetchProof(leaf);
  if (!file.ok) {
    const { code } = file.problem;
    return code === 'not-logged' ? { kind: 'waiting', since: waitingSince(leaf) } : { kind: silenceOf(code) };
  }
  const { body, isCopy } = file.value;
  if (!body.startsWith(PROOF)) return { kind: 'unanswered' };
  const proven = openProof(utf8(body), policy);
  if (typeof proven === 'string') return { kind: 'broken', flaw: proven };
  if (toBase64url(proven.hash) !== leaf) return { kind: 'broken', flaw: 'leaf' };
  if (shown && !fits(proven.leaf, shown())) return { kind: 'broken', flaw: 'document' };
  const place = placeOf(proven.checkpoint, policy);
  // A proof is laid down once it has been joined to what was seen, and what was seen only grows.
  const growth = isCopy ? await isRewritten(place) : await holdsAgainstSeen(place);
  if (growth === 'broken') return { kind: 'broken', flaw: 'rewritten' };
  if (growth !== 'holds') return { kind: growth };
  file.value.keep();
  return { kind: 'proved', proven, isAnew: place.earlier.some((log) => seenOf(log) !== undefined) };
}

/** What an answer that is no proof means: nothing was checked, and nothing is said against the document. */
function silenceOf(code: Problem['code']): 'offline' | 'unanswered' {
  return code === 'offline' ? 'offline' : 'unanswered';
}

/** Since when this device knows of leaves that wait. */
const Waits = z.array(z.object({ leaf: z.string(), since: z.number() }));
const MOST_WAITS = 40;

function waitingSince(leaf: string): number {
  const waits = recall('log-waits', Waits) ?? [];
  const known = waits.find((one) => one.leaf === leaf);
  if (known) return known.since;
  const since = now();
  keep('log-waits', [...waits, { leaf, since }].slice(-MOST_WAITS));
  return since;
}

function fits(leaf: Leaf, shown: Shown): boolean {
  return 'isErased' in shown ? isLeafOf(leaf, shown) : commitsTo(leaf, claimOf(shown));
}

/** A head of a log; the log by its verifier key, since a county that begins anew may have the same name. */
const Seen = z.object({ log: z.string(), size: z.number(), root: base64urlOf(32) });
type Seen = z.output<typeof Seen>;

/** The largest head seen of each log. */
const Memory = z.array(Seen);

/** Two signed heads of one log that nothing has joined: kept, so that it is said until a proof joins them. */
const Rewritten = z.object({ older: Seen, newer: Seen });

function seenOf(log: string): Seen | undefined {
  return recall('log-seen', Memory)?.find((one) => one.log === log);
}

function remember(head: Seen): void {
  const others = recall('log-seen', Memory) ?? [];
  keep('log-seen', [...others.filter(({ log }) => log !== head.log), head]);
}

/** A head, and the county's logs before and after its own. */
interface Place {
  head: Seen;
  /** `log1`: as its files are asked for. */
  name: string;
  earlier: readonly string[];
  later: readonly string[];
}

function placeOf({ origin, size, root }: Checkpoint, { logs }: LogPolicy): Place {
  const at = logs.findIndex(({ name }) => name === origin);
  const keys = logs.map(verifierKey);
  return {
    head: { log: keys[at] ?? '', size, root: toBase64url(root) },
    name: origin.slice(origin.lastIndexOf('/') + 1),
    earlier: keys.slice(0, at),
    later: keys.slice(at + 1),
  };
}

/** Whether one log holds both heads, or why nobody could say. */
type Growth = 'holds' | 'broken' | 'offline' | 'unanswered';

/** Holds a head against the largest one this device has seen of the same log, and remembers the larger. */
async function holdsAgainstSeen(place: Place): Promise<Growth> {
  const { head, name } = place;
  if ((await isRewritten(place)) === 'broken') return 'broken';
  for (;;) {
    const seen = seenOf(head.log);
    // A log that was followed by another is closed, and what was lost of it is lost: what it proved stays proved.
    const isClosed = place.later.some((log) => seenOf(log) !== undefined);
    if (!seen || (isClosed && seen.size !== head.size)) {
      if (!seen) remember(head);
      return 'holds';
    }
    const [older, newer] = seen.size <= head.size ? [seen, head] : [head, seen];
    const joined = await areJoined(name, older, newer);
    if (joined === 'broken') keep('log-rewritten', { older, newer });
    if (joined !== 'holds' || newer === seen) return joined;
    // Checks end in any order: another one may have seen more meanwhile, and the memory never goes back.
    if (seenOf(head.log)?.root !== seen.root) continue;
    remember(head);
    return 'holds';
  }
}

/** `broken` where this device has caught the log in two versions, and no proof that has come since joins them. */
async function isRewritten({ head, name }: Place): Promise<'holds' | 'broken'> {
  const caught = recall('log-rewritten', Rewritten);
  if (caught?.newer.log !== head.log) return 'holds';
  // A proof may have been out of reach, or cut short on its way: a log that can still give it was not rewritten.
  if ((await areJoined(name, caught.older, caught.newer)) !== 'holds') return 'broken';
  forget('log-rewritten');
  return 'holds';
}

async function areJoined(log: string, older: Seen, newer: Seen): Promise<Growth> {
  if (older.size === newer.size) return older.root === newer.root ? 'holds' : 'broken';
  const file = await fetchFile(consistency, { params: { log, older: older.size, newer: newer.size } });
  if (!file.ok) {
    // A log that does not know a size it has signed has lost leaves.
    return file.problem.code === 'not-found' ? 'broken' : silenceOf(file.problem.code);
  }
  const path = readPath(file.value);
  // Anything but lines of hashes is the word of whoever stands in the way.
  if (!path) return 'unanswered';
  const holds = verifyConsistency(older.size, newer.size, bytesOf(older.root), bytesOf(newer.root), path);
  return holds ? 'holds' : 'broken';
}

function readPath(text: string): Uint8Array[] | undefined {
  const lines = text.split('\n');
  const last = lines.pop();
  const path = lines.map(fromBase64).filter((hash) => hash !== null);
  return last === '' && path.length > 0 && path.length === lines.length ? path : undefined;
}
