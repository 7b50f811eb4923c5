/** The versions of every document in a log: each names the one before it, none is missing, none stands twice. */
import { chainOf, type Leaf, wordsOf } from './leaf';
import { Problem } from './problem';

interface Version {
  readonly index: number;
  readonly hash: string;
  readonly leaf: Leaf;
}

/** Gathers leaves in any order, then follows their chains. */
export interface Chains {
  readonly add: (index: number, hash: string, leaf: Leaf) => void;
  /** Throws a problem that names a leaf; answers how many chains begin in an earlier log. */
  readonly follow: (isFirstLog: boolean) => number;
}

export function openChains(): Chains {
  const chains = new Map<string, Version[]>();
  const indices = new Map<string, number>();
  return {
    add(index, hash, leaf) {
      const other = indices.get(hash);
      if (other !== undefined)
        throw new Problem(`leaf ${index} stands a second time; it is also leaf ${other}`);
      indices.set(hash, index);
      const chain = chainOf(leaf);
      const versions = chains.get(chain);
      if (versions) versions.push({ index, hash, leaf });
      else chains.set(chain, [{ index, hash, leaf }]);
    },
    follow(isFirstLog) {
      const begun = [...chains.values()].map(followOne);
      const earlier = begun.filter(({ leaf }) => leaf.version > 1);
      const [first] = earlier;
      if (first && isFirstLog) {
        throw new Problem(
          `leaf ${first.index} (${wordsOf(first.leaf)}): version ${first.leaf.version - 1} of it is not in the log`,
        );
      }
      return earlier.length;
    },
  };
}

/** Follows one chain; answers its first version. */
function followOne(versions: Version[]): Version {
  const sorted = versions.sort((a, b) => a.leaf.version - b.leaf.version);
  const [first] = sorted;
  if (first === undefined) throw new Error('a chain has at least one version');
  if (first.leaf.version === 1 && first.leaf.kind === 'withdrawal') {
    throw new Problem(
      `leaf ${first.index} (${wordsOf(first.leaf)}) withdraws or erases what was never published`,
    );
  }
  for (const [i, next] of sorted.slice(1).entries()) refuseBreak(sorted[i] ?? first, next);
  return first;
}

function refuseBreak(before: Version, { index, leaf }: Version): void {
  const name = `leaf ${index} (${wordsOf(leaf)})`;
  if (leaf.version === before.leaf.version) {
    throw new Problem(
      `${name}: leaf ${before.index} is another version ${leaf.version} of the same document`,
    );
  }
  if (leaf.version > before.leaf.version + 1) {
    throw new Problem(`${name}: version ${leaf.version - 1} of it is not in the log`);
  }
  if (leaf.prev !== before.hash) {
    throw new Problem(`${name} does not name leaf ${before.index} as the version before it`);
  }
}
