/** Whether the documents that are served beside a log are those that its leaves commit to. */
import type { Fetch } from './fetching';
import { type Leaf, LONGEST_DOCUMENT, whyNotCommitted, wordsOf } from './leaf';
import { Problem } from './problem';

/** A leaf whose document is asked for. */
export interface Committed {
  readonly index: number;
  readonly hash: Uint8Array;
  readonly leaf: Leaf;
}

/** Leaves whose documents are asked for at one time. */
const BATCH = 64;

/** Throws a problem that names the first document that differs; answers how many are there and how many are not. */
export async function checkDocuments(
  fetch: Fetch,
  api: string,
  leaves: readonly Committed[],
): Promise<{ there: number; absent: number }> {
  let there = 0;
  for (let i = 0; i < leaves.length; i += BATCH) {
    const found = await Promise.all(leaves.slice(i, i + BATCH).map((leaf) => checkOne(fetch, api, leaf)));
    there += found.filter(Boolean).length;
  }
  return { there, absent: leaves.length - there };
}

async function checkOne(fetch: Fetch, api: string, { index, hash, leaf }: Committed): Promise<boolean> {
  const url = `${api}/public/log/documents/${Buffer.from(hash).toString('base64url')}`;
  const served = await fetch(url, LONGEST_DOCUMENT);
  if (served === null) return false;
  const why = whyNotCommitted(leaf, served);
  if (why !== null) throw new Problem(`the document of leaf ${index} (${wordsOf(leaf)}): ${why}`);
  return true;
}
