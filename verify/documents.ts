/** Whether the documents that are served beside a log are those that its leaves commit to. */
import type { Fetch } from './fetching';
import { isErasable, type Leaf, LONGEST_DOCUMENT, whyNotCommitted, wordsOf } from './leaf';
import { Problem } from './problem';

/** A leaf whose document is asked for. */
export interface Committed {
  readonly index: number;
  readonly hash: Uint8Array;
  readonly leaf: Leaf;
}

/** Leaves whose documents are asked for at one time. */
const BATCH = 64;

/** What is served of a document. */
type Found = 'there' | 'erased' | 'elsewhere' | 'withheld';

/** Answers what was found in one sentence; throws a problem that names the first document that is wrong. */
export async function checkDocuments(
  fetch: Fetch,
  api: string,
  leaves: readonly Committed[],
): Promise<string> {
  const found: Found[] = [];
  for (let i = 0; i < leaves.length; i += BATCH) {
    found.push(...(await Promise.all(leaves.slice(i, i + BATCH).map((leaf) => findOne(fetch, api, leaf)))));
  }
  const count = (wanted: Found) => found.filter((one) => one === wanted).length;
  const first = leaves[found.indexOf('withheld')];
  if (first) {
    throw new Problem(
      `${count('withheld')} documents are withheld: the server answers 404, where it would answer 410 for an erased one; the first is that of leaf ${first.index} (${wordsOf(first.leaf)})`,
    );
  }
  return `${count('there')} documents are those that were logged; ${count('erased')} are erased; ${count('elsewhere')} of kinds that are published elsewhere are not beside the log.`;
}

/** Says of one document whether it is there; throws a problem when it is another one, or withheld. */
export async function checkDocument(fetch: Fetch, api: string, leaf: Committed): Promise<string> {
  switch (await findOne(fetch, api, leaf)) {
    case 'there':
      return 'Its document is the one that was logged.';
    case 'erased':
      return 'Its document was erased.';
    case 'elsewhere':
      return 'Its document is of a kind that is published elsewhere, not beside the log.';
    case 'withheld':
      throw new Problem(
        'its document is withheld: the server answers 404, where it would answer 410 for an erased one',
      );
  }
}

async function findOne(fetch: Fetch, api: string, { index, hash, leaf }: Committed): Promise<Found> {
  const url = `${api}/public/log/documents/${Buffer.from(hash).toString('base64url')}`;
  const served = await fetch(url, LONGEST_DOCUMENT);
  if (served === 'erased') return 'erased';
  if (served === 'absent') return isErasable(leaf) ? 'withheld' : 'elsewhere';
  const why = whyNotCommitted(leaf, served);
  if (why !== null) throw new Problem(`the document of leaf ${index} (${wordsOf(leaf)}): ${why}`);
  return 'there';
}
