/** The full audit of a served log, step by step: its leaves, the logs before it, its proof files, its documents. */
import { audit, type Audit } from './audit';
import { checkDocuments } from './documents';
import { type EarlierLog, readCarried } from './earlier-log';
import type { Options } from './options';
import type { Say } from './say';
import type { Served } from './served-log';
import { checkProofs } from './served-proofs';
import type { Policy } from './trust';

/** Throws a problem that names the first thing that is wrong. */
export async function checkWhole(
  served: Served,
  { proofs, documents }: Pick<Options, 'proofs' | 'documents'>,
  say: Say,
): Promise<void> {
  const { fetch, api, address, policy, vouched } = served;
  const { checkpoint, clock, witnesses } = vouched;
  const latest = Math.max(clock, ...witnesses.map(({ time }) => time));
  const earlier = policy.logs.slice(0, policy.logs.indexOf(vouched.log));
  const isFirstLog = earlier.length === 0;
  const audited = await audit({ fetch, address, checkpoint, latest, isFirstLog });
  say.line(
    `All ${checkpoint.size} leaves are in the tree, none twice, and every version follows the one before it.`,
  );
  const before = await checkEarlier(served, earlier, audited, say);
  const { read, lost } = await checkProofs(served, audited, before, proofs);
  say.line(wordsOfProofs(read, checkpoint.size));
  for (const line of lost) say.line(line);
  if (documents) say.line(await checkDocuments(fetch, api, audited.leaves));
}

async function checkEarlier(
  { fetch, api, vouched }: Served,
  earlier: Policy['logs'],
  { leaves, begunEarlier }: Audit,
  say: Say,
): Promise<EarlierLog[]> {
  const held = new Set(leaves.map(({ hash }) => Buffer.from(hash).toString('hex')));
  const before: EarlierLog[] = [];
  for (const log of earlier) {
    const carried = await readCarried(fetch, api, log, { name: vouched.log.name, held });
    say.line(`It holds all ${carried.size} leaves of ${log.name}, the log before it.`);
    before.push(carried);
  }
  if (begunEarlier > 0)
    say.line(`${begunEarlier} documents have versions before these which none of the logs holds.`);
  return before;
}

function wordsOfProofs(read: number, size: number): string {
  if (read === size) return `The proof files of all ${size} leaves hold.`;
  if (read === 0) return 'No proof file was read, as --proofs 0 asks.';
  return `The proof files of ${read} leaves hold, evenly spaced from the first to the last; --proofs all reads those of all ${size}.`;
}
