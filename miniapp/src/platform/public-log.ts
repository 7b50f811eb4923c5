import { bytesOf } from '#shared/crypto/bytes';
import type { Contract, Sent } from '#shared/contract';
import { leafProof } from '#shared/transparency/contract';
import type { Shown } from '#shared/transparency/log-content';
import type { ProofFlaw, ProvenLeaf } from '#shared/transparency/proof';
import { canSeal } from './can-seal';
import { now } from './clock';
import { copyOf, layDown } from './copies';
import {
  exchangeApart,
  isHeard,
  OFFLINE,
  type Outcome,
  partsOf,
  pathOf,
  problemOf,
  readProblem,
} from './request';

// The log's files. The curves that check them are loaded where they are needed: a phone without BigInt starts too.

/** Why a document does not stand in the log as it should: a proof that fails, or a log that was rewritten. */
export type LogFlaw = Exclude<ProofFlaw, 'format' | 'origin' | 'clock' | 'witness'> | 'rewritten';

/** What a page knows of a document's proof. */
export type Standing =
  /** Still asking; no network; a phone that cannot do the arithmetic. */
  | { kind: 'checking' | 'offline' | 'unable' }
  /** No answer from a site that answers else, or one that is none of the log's or not whole; `isLasting` after several. */
  | { kind: 'unanswered'; isLasting?: boolean }
  /** Cosigned by none whom this app pins: an app older than the log's witnesses cannot tell. */
  | { kind: 'outdated' }
  /** Not in the log; `since` when this device has seen it wait, in seconds. */
  | { kind: 'waiting'; since: number }
  | { kind: 'broken'; flaw: LogFlaw }
  /** `isAnew`: this device knows a log of the county before the one that the leaf stands in. */
  | { kind: 'proved'; proven: ProvenLeaf; isAnew: boolean };

/** A file of the log as it is served now; `offline` only where nothing else says that there is a network. */
export async function fetchFile<C extends Contract>(c: C, input: Sent<C>): Promise<Outcome<string>> {
  const answer = await exchangeApart(c, partsOf(input));
  if (!answer) return { ok: false, problem: (await isHeard(c)) ? problemOf('busy') : OFFLINE };
  return answer.status === 200
    ? { ok: true, value: answer.body }
    : { ok: false, problem: readProblem(answer) };
}

/** A proof file as text. */
export interface LogFile {
  body: string;
  /** Whether it lies on this device, since it held when it was first checked. */
  isCopy: boolean;
  /** Lays a copy down on this device, for whoever found that the file holds: one that does not is asked for again. */
  keep: () => void;
}

/**
 * The proof of a leaf, by its hash. A copy that lies here is as good as the file, unless its signers are no longer those
 * this app pins: then it is asked for `anew`.
 */
export async function fetchProof(leaf: string, how?: 'anew'): Promise<Outcome<LogFile>> {
  const input = { params: { leaf } };
  const name = pathOf(leafProof, partsOf<typeof leafProof>(input));
  const copy = how === 'anew' ? undefined : copyOf(name);
  if (copy) return { ok: true, value: { body: copy.body, isCopy: true, keep: () => undefined } };
  const file = await fetchFile(leafProof, input);
  if (!file.ok) return file;
  const body = file.value;
  const keep = (): void => layDown(name, { body, at: now() }, 'proofs');
  return { ok: true, value: { body, isCopy: false, keep } };
}

/** The proof file of a leaf that stands in the log as this device knows it; `not-logged` while there is none. */
export async function proofOf(leaf: string): Promise<Outcome<Uint8Array>> {
  const { soundProof } = await import('./check-leaf');
  return soundProof(leaf);
}

/**
 * How a leaf stands: its proof is asked for, checked, and held against the log as this device has seen it before.
 * `shown` says what it has to commit to; without it only the leaf itself is proved.
 */
export async function standingOf(leaf: string, shown?: () => Shown): Promise<Standing> {
  if (!canSeal()) return { kind: 'unable' };
  // What was published and names no leaf was never entered: there is nothing to ask for.
  if (leaf === '') return { kind: 'waiting', since: now() };
  try {
    const { checkLeaf } = await import('./check-leaf');
    return await checkLeaf(leaf, shown);
  } catch {
    // The code that checks did not come, as without a network.
    return { kind: (await isHeard(leafProof)) ? 'unanswered' : 'offline' };
  }
}

/**
 * Holds the proof that came with a document against the log as this device has seen it; what does not join is
 * remembered, and whoever acts by such a document finds it. On a page that everybody opens, never in the sealed channel.
 */
export async function watchProof(proof: string): Promise<void> {
  if (!canSeal()) return;
  try {
    const { joinToSeen } = await import('./check-leaf');
    await joinToSeen(bytesOf(proof));
  } catch {
    // The code did not come, as without a network: the next page asks again.
  }
}
