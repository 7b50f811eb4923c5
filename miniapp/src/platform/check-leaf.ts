import * as z from 'zod';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { utf8 } from '#shared/crypto/utf8';
import { type LogPolicy, mayBeCut } from '#shared/transparency/checkpoint';
import { claimOf, isDocument, isLeafOf, saysMore } from '#shared/transparency/content';
import { loggedDocument } from '#shared/transparency/contract';
import type { Shown } from '#shared/transparency/log-content';
import { policyOf } from '#shared/transparency/policy';
import { commitsTo, openProof, type ProofFlaw, type ProvenLeaf, readProof } from '#shared/transparency/proof';
import { now } from './clock';
import { fetchFile, fetchProof, type LogFile, type LogFlaw, type Standing } from './public-log';
import { type Outcome, type Problem, problemOf } from './request';
import { type Growth, holdsAgainstSeen, isAnew, isRewritten } from './seen-log';
import { keep, recall } from './storage';
import { trust } from './trust';

/** How a leaf stands; see `standingOf`. */
export async function checkLeaf(leaf: string, shown: (() => Shown) | undefined): Promise<Standing> {
  const policy = await pinnedPolicy();
  if (!policy) return { kind: 'offline' };
  const opened = await openLeaf(leaf, policy);
  if (opened.kind === 'missing') {
    const { code } = opened.problem;
    if (code === 'not-logged') return { kind: 'waiting', since: waitingSince(leaf) };
    return { kind: code === 'offline' ? 'offline' : 'unanswered' };
  }
  if (opened.kind === 'flawed') return { kind: 'broken', flaw: opened.flaw };
  if (opened.kind !== 'open') return opened;
  const { file, proven } = opened;
  const claimed = shown && (await claimHolds(proven, shown()));
  if (claimed === 'unanswered') return { kind: claimed };
  if (claimed === false) return { kind: 'broken', flaw: 'document' };
  const growth = await growthOf(opened, policy);
  if (growth === 'broken') return { kind: 'broken', flaw: 'rewritten' };
  if (growth === 'unanswered') return { kind: growth };
  file.keep();
  return { kind: 'proved', proven, isAnew: isAnew(proven.checkpoint, policy) };
}

/** The proof file of a leaf that stands in the log as this device has seen it; `not-logged` while there is none. */
export async function soundProof(leaf: string): Promise<Outcome<Uint8Array>> {
  const policy = await pinnedPolicy();
  if (!policy) return { ok: false, problem: problemOf('busy') };
  const opened = await openLeaf(leaf, policy);
  if (opened.kind === 'missing') return { ok: false, problem: opened.problem };
  if (opened.kind === 'unanswered') return { ok: false, problem: problemOf('busy') };
  if (opened.kind !== 'open') return { ok: false, problem: problemOf('log-untrusted') };
  const growth = await growthOf(opened, policy);
  if (growth === 'broken') return { ok: false, problem: problemOf('log-untrusted') };
  if (growth === 'unanswered') return { ok: false, problem: problemOf('busy') };
  opened.file.keep();
  return { ok: true, value: utf8(opened.file.body) };
}

/** Holds a proof that came with its document against the log as this device has seen it, and remembers its head. */
export async function joinToSeen(proof: Uint8Array): Promise<void> {
  const policy = await pinnedPolicy();
  const proven = policy && openProof(proof, policy);
  if (policy && proven && typeof proven !== 'string') await holdsAgainstSeen(proven.checkpoint, policy);
}

async function pinnedPolicy(): Promise<LogPolicy | undefined> {
  const anchors = await trust();
  return (anchors && policyOf(anchors.log)) ?? undefined;
}

type Opened =
  | { kind: 'missing'; problem: Problem }
  | { kind: 'unanswered' | 'outdated' }
  | { kind: 'flawed'; flaw: LogFlaw }
  | { kind: 'open'; file: LogFile; proven: ProvenLeaf };

/** A proof is laid down once it has been joined to what was seen, and what was seen only grows. */
function growthOf({ file, proven }: Extract<Opened, { kind: 'open' }>, policy: LogPolicy): Promise<Growth> {
  return (file.isCopy ? isRewritten : holdsAgainstSeen)(proven.checkpoint, policy);
}

/** The leaf's proof, opened. A copy that held under other pinned keys is asked for anew, since proofs are cosigned anew. */
async function openLeaf(leaf: string, policy: LogPolicy): Promise<Opened> {
  const first = await fetchProof(leaf);
  const opened = openFile(first, leaf, policy);
  if (!first.ok || !first.value.isCopy || opened.kind === 'open') return opened;
  return openFile(await fetchProof(leaf, 'anew'), leaf, policy);
}

function openFile(file: Outcome<LogFile>, leaf: string, policy: LogPolicy): Opened {
  if (!file.ok) return { kind: 'missing', problem: file.problem };
  const { body } = file.value;
  const proven = openProof(utf8(body), policy);
  if (typeof proven === 'string') return unprovedBy(proven, body, policy);
  if (toBase64url(proven.hash) !== leaf) return { kind: 'flawed', flaw: 'leaf' };
  return { kind: 'open', file: file.value, proven };
}

/**
 * Why a proof proves nothing here. One that ends too soon, or is the page of whoever stands in the way (a gateway, a hotel's
 * network), contradicts nothing: whoever tampers could as well say nothing. An app that is older than the log's signers
 * can check nothing; it has caught nobody.
 */
function unprovedBy(flaw: ProofFlaw, body: string, policy: LogPolicy): Opened {
  switch (flaw) {
    case 'format':
    case 'origin':
    case 'clock':
    case 'witness': {
      const note = readProof(utf8(body))?.checkpoint ?? '';
      return { kind: mayBeCut(flaw, note, policy) ? 'unanswered' : 'outdated' };
    }
    default:
      return { kind: 'flawed', flaw };
  }
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

/** Whether the leaf is that of what is shown; of a newer program's document, of all of it that this one can show. */
async function claimHolds({ leaf, hash }: ProvenLeaf, shown: Shown): Promise<boolean | 'unanswered'> {
  if ('isErased' in shown) return isLeafOf(leaf, shown);
  if (commitsTo(leaf, claimOf(shown))) return true;
  if (!('content' in shown)) return false;
  const file = await fetchFile(loggedDocument, { params: { leaf: toBase64url(hash) } });
  if (!file.ok) return WITHHELD.includes(file.problem.code) ? false : 'unanswered';
  const nonce = bytesOf(shown.nonce);
  const documents = documentsIn(file.value).filter(isDocument);
  if (documents.length === 0) return 'unanswered';
  return documents.some(
    (document) => commitsTo(leaf, { ...shown, document, nonce }) && saysMore(document, shown),
  );
}

/** That there is none, by the log's own word; any other answer is the word of whoever stands in the way. */
const WITHHELD: readonly Problem['code'][] = ['not-found', 'document-erased'];

/** Where a committed document may begin in its file: the nonce before it is no text, and may hold the sign it begins with. */
function documentsIn(file: string): Uint8Array[] {
  const begins = Array.from(file.slice(0, NONCE_BYTES + 1)).flatMap((sign, at) => (sign === '{' ? [at] : []));
  return begins.map((at) => utf8(file.slice(at)));
}
const NONCE_BYTES = 16;
