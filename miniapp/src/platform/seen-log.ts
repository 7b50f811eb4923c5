import * as z from 'zod';
import { bytesOf, fromBase64, toBase64url } from '#shared/crypto/bytes';
import { consistencyLength, verifyConsistency } from '#shared/crypto/merkle';
import { base64urlOf } from '#shared/ids';
import {
  type Checkpoint,
  type LogPolicy,
  mayBeCut,
  openCheckpoint,
  type SignedCheckpoint,
} from '#shared/transparency/checkpoint';
import { checkpoint as newest, consistency } from '#shared/transparency/contract';
import { type NoteKey, verifierKey } from '#shared/transparency/note';
import { fetchFile } from './public-log';
import { forget, keep, recall } from './storage';

// What this device has seen of the county's logs, and what follows from it.

/** A head of a log; the log by its verifier key, since a county that begins anew may have the same name. */
const Seen = z.object({ log: z.string(), size: z.number(), root: base64urlOf(32) });
type Seen = z.output<typeof Seen>;

/** The largest head seen of each log. */
const Memory = z.array(Seen);

/** Two signed heads of one log that nothing has joined: kept, so that it is said until a proof joins them. */
const Rewritten = z.object({ older: Seen, newer: Seen });
type Rewritten = z.output<typeof Rewritten>;

/** Held here too: a device without room for another letter must not forget within the hour what it has caught. */
const held: { seen?: Seen[] | undefined; rewritten?: Rewritten | undefined } = {};

function seenOf(log: string): Seen | undefined {
  return (held.seen ?? recall('log-seen', Memory))?.find((one) => one.log === log);
}

function remember(head: Seen): void {
  const others = (held.seen ?? recall('log-seen', Memory) ?? []).filter(({ log }) => log !== head.log);
  const seen = [...others, head];
  held.seen = keep('log-seen', seen) ? undefined : seen;
}

function caught(): Rewritten | undefined {
  return held.rewritten ?? recall('log-rewritten', Rewritten);
}

function catchRewritten(pair: Rewritten): void {
  held.rewritten = keep('log-rewritten', pair) ? undefined : pair;
}

/** A head, and the county's logs before and after its own. */
interface Place {
  head: Seen;
  /** `log1`: as its files are asked for. */
  name: string;
  earlier: readonly string[];
  later: readonly NoteKey[];
}

function placeOf({ origin, size, root }: Checkpoint, { logs }: LogPolicy): Place {
  const at = logs.findIndex(({ name }) => name === origin);
  const keys = logs.map(verifierKey);
  return {
    head: { log: keys[at] ?? '', size, root: toBase64url(root) },
    name: fileNameOf(origin),
    earlier: keys.slice(0, at),
    later: logs.slice(at + 1),
  };
}

function fileNameOf(origin: string): string {
  return origin.slice(origin.lastIndexOf('/') + 1);
}

/**
 * Whether a later log has begun: then this one is closed, and what a restored table lost of it is lost. A later log that
 * is pinned may not have begun, so only its cosigned checkpoint counts, seen before or asked for now: where there is none
 * the log that lost leaves is not excused.
 */
async function isClosed({ later }: Place, policy: LogPolicy): Promise<boolean | 'unanswered'> {
  if (later.some((log) => seenOf(verifierKey(log)))) return true;
  let isSilent = false;
  for (const log of [...later].reverse()) {
    const begun = await newestOf(log, policy);
    if (begun === 'unanswered') isSilent = true;
    // Without leaves it has taken nothing over.
    if (begun === undefined || begun === 'unanswered' || begun.size === 0) continue;
    const { head } = placeOf(begun, policy);
    if (!seenOf(head.log)) remember(head);
    return true;
  }
  return isSilent && 'unanswered';
}

/** The newest checkpoint of a log; undefined where it has none that holds here. */
async function newestOf(
  log: NoteKey,
  policy: LogPolicy,
): Promise<SignedCheckpoint | 'unanswered' | undefined> {
  const file = await fetchFile(newest, { params: { log: fileNameOf(log.name) } });
  if (!file.ok) return file.problem.code === 'not-found' ? undefined : 'unanswered';
  const opened = openCheckpoint(file.value, { ...policy, logs: [log] });
  if (typeof opened !== 'string') return opened;
  return mayBeCut(opened, file.value, policy) ? 'unanswered' : undefined;
}

/** Whether one log holds both heads, or why nobody could say. */
export type Growth = 'holds' | 'broken' | 'unanswered';

/** Whether this device knows a log of the county before the one of a head. */
export function isAnew(checkpoint: Checkpoint, policy: LogPolicy): boolean {
  return placeOf(checkpoint, policy).earlier.some((log) => seenOf(log) !== undefined);
}

/** Whether a head cannot stand beside what this device has seen: known without asking anybody. */
export function contradictsSeen(checkpoint: Checkpoint, policy: LogPolicy): boolean {
  const { head } = placeOf(checkpoint, policy);
  const seen = seenOf(head.log);
  return caught()?.newer.log === head.log || (seen?.size === head.size && seen.root !== head.root);
}

/** Holds a head against the largest one this device has seen of the same log, and remembers the larger. */
export async function holdsAgainstSeen(checkpoint: Checkpoint, policy: LogPolicy): Promise<Growth> {
  const place = placeOf(checkpoint, policy);
  const { head, name } = place;
  if ((await isRewritten(checkpoint, policy)) === 'broken') return 'broken';
  for (;;) {
    const seen = seenOf(head.log);
    if (!seen) {
      remember(head);
      return 'holds';
    }
    const [older, newer] = seen.size <= head.size ? [seen, head] : [head, seen];
    const joined = await areJoined(name, older, newer);
    const closed = joined === 'lost' && (await isClosed(place, policy));
    if (closed) return closed === 'unanswered' ? closed : afterLoss(newer === seen);
    if (joined === 'lost' || joined === 'broken') {
      catchRewritten({ older, newer });
      return 'broken';
    }
    if (joined !== 'holds' || newer === seen) return joined;
    // Checks end in any order: another one may have seen more meanwhile, and the memory never goes back.
    if (seenOf(head.log)?.root !== seen.root) continue;
    remember(head);
    return 'holds';
  }
}

/** A closed log knows no more than it has kept; but it shows nothing larger than what was seen without a proof. */
function afterLoss(isSmaller: boolean): Growth {
  return isSmaller ? 'holds' : 'broken';
}

/** `broken` where this device has caught the log in two versions, and no proof that has come since joins them. */
export async function isRewritten(checkpoint: Checkpoint, policy: LogPolicy): Promise<'holds' | 'broken'> {
  const place = placeOf(checkpoint, policy);
  const { head, name } = place;
  const pair = caught();
  if (pair?.newer.log !== head.log) return 'holds';
  // A proof may have been out of reach, or cut short on its way: a log that can still give it was not rewritten.
  const joined = await areJoined(name, pair.older, pair.newer);
  if (joined !== 'holds' && !(joined === 'lost' && (await isClosed(place, policy)) === true)) return 'broken';
  held.rewritten = undefined;
  forget('log-rewritten');
  return 'holds';
}

/** `lost`: the log knows no such size of its own. */
async function areJoined(log: string, older: Seen, newer: Seen): Promise<Growth | 'lost'> {
  if (older.size === newer.size) return older.root === newer.root ? 'holds' : 'broken';
  const file = await fetchFile(consistency, { params: { log, older: older.size, newer: newer.size } });
  // A head comes over the network a moment before: silence about it is no missing network.
  if (!file.ok) return file.problem.code === 'not-found' ? 'lost' : 'unanswered';
  const path = readPath(file.value);
  // Anything but lines of hashes is the word of whoever stands in the way, and fewer of them are the first of an answer.
  if (!path || path.length < consistencyLength(older.size, newer.size)) return 'unanswered';
  const holds = verifyConsistency(older.size, newer.size, bytesOf(older.root), bytesOf(newer.root), path);
  return holds ? 'holds' : 'broken';
}

function readPath(text: string): Uint8Array[] | undefined {
  const lines = text.split('\n');
  const last = lines.pop();
  const path = lines.map(fromBase64).filter((hash) => hash !== null);
  return last === '' && path.length > 0 && path.length === lines.length ? path : undefined;
}
