import type { Contract, Sent } from '#shared/contract';
import { utf8 } from '#shared/crypto/utf8';
import { leafProof } from '#shared/transparency/contract';
import type { Shown } from '#shared/transparency/log-content';
import type { ProofFlaw, ProvenLeaf } from '#shared/transparency/proof';
import { canSeal } from './can-seal';
import { now } from './clock';
import { copyOf, layDown } from './copies';
import { exchange, OFFLINE, type Outcome, partsOf, pathOf, readProblem } from './request';

// The log's files. The curves that check them are loaded where they are needed: a phone without BigInt starts too.

/** Why a document does not stand in the log as it should: a proof that fails, or a log that was rewritten. */
export type LogFlaw = ProofFlaw | 'rewritten';

/** What a page knows of a document's proof. */
export type Standing =
  /** Still asking; entered, but not yet in the log; no network; a phone that cannot do the arithmetic. */
  | { kind: 'checking' | 'waiting' | 'offline' | 'unable' }
  | { kind: 'broken'; flaw: LogFlaw }
  | { kind: 'proved'; proven: ProvenLeaf };

/** A file of the log as text. */
export interface LogFile {
  body: string;
  /** Lays a copy down on this device, for whoever found that the file holds: one that does not is asked for again. */
  keep: () => void;
}

/**
 * A file of the log; files never change, so a copy that lies here is as good as the file. What is named by sizes
 * alone is another file in another log: `log` says in which.
 */
export async function fetchFile<C extends Contract>(
  c: C,
  input: Sent<C>,
  log = '',
): Promise<Outcome<LogFile>> {
  const parts = partsOf(input);
  const name = pathOf(c, parts) + log;
  const copy = copyOf(name);
  if (copy) return { ok: true, value: { body: copy.body, keep: () => undefined } };
  const answer = await exchange(c, parts);
  if (!answer) return { ok: false, problem: OFFLINE };
  if (answer.status !== 200) return { ok: false, problem: readProblem(answer) };
  const { body } = answer;
  return { ok: true, value: { body, keep: () => layDown(name, { body, at: now() }) } };
}

/** The proof file of a leaf, by its hash; `not-logged` while there is none. */
export async function proofOf(leaf: string): Promise<Outcome<Uint8Array>> {
  const file = await fetchFile(leafProof, { params: { leaf } });
  return file.ok ? { ok: true, value: utf8(file.value.body) } : file;
}

/**
 * How a leaf stands: its proof is asked for, checked, and held against the log as this device has seen it before.
 * `shown` says what it has to commit to; without it only the leaf itself is proved.
 */
export async function standingOf(leaf: string, shown?: () => Shown): Promise<Standing> {
  if (!canSeal()) return { kind: 'unable' };
  try {
    const { checkLeaf } = await import('./check-leaf');
    return await checkLeaf(leaf, shown);
  } catch {
    // The code that checks did not come, as without a network: asked again when there is one.
    return { kind: 'offline' };
  }
}
