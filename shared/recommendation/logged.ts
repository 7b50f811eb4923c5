/** What the log keeps of a round: its parameters with their endorsements, its closings, and the keys given out. */
import { bytesOf, toBase64url } from '../crypto/bytes';
import { leafHash } from '../crypto/merkle';
import { encodeLeaf, type Leaf, type LeafKind, structureLeaf } from '../transparency/leaf';
import type { OfficeRound, RoundLeaves, RoundState } from './round';

/** Before anything of a round is public. */
export const NO_LEAVES: RoundLeaves = { params: [], endorsements: [], closings: [], releases: [] };

/** The leaves of what `state` has and the round before had not, and where all of them will be found. */
export function enteredBy(
  { area, leaves }: Pick<OfficeRound, 'area' | 'leaves'>,
  state: RoundState,
  now: number,
): { entered: Leaf[]; leaves: RoundLeaves } {
  const entered: Leaf[] = [];
  const enter = (kind: LeafKind, structures: readonly string[]): string[] =>
    structures.map((structure) => {
      const leaf = structureLeaf(kind, area, bytesOf(structure), now);
      entered.push(leaf);
      return toBase64url(leafHash(encodeLeaf(leaf)));
    });
  const once = (kind: LeafKind, known: string[], structures: readonly string[]): string[] =>
    known.length > 0 ? known : enter(kind, structures);
  const { params, endorsements, closings, releases } = publicPart(state);
  return {
    leaves: {
      params: once('round', leaves.params, params),
      endorsements: once('endorsements', leaves.endorsements, endorsements),
      closings: once('close', leaves.closings, closings),
      releases: releases.map((given, seat) => given && (leaves.releases[seat] ?? enter('release', given))),
    },
    entered,
  };
}

/** The structures people may ask proofs of; parameters that nobody has endorsed yet are none. */
function publicPart(state: RoundState): PublicPart {
  const { params, endorsements } = 'endorsements' in state ? state : NOTHING;
  const { closings, releases } = 'closings' in state ? state : NOTHING;
  return { params, endorsements, closings, releases };
}

interface PublicPart {
  params: readonly string[];
  endorsements: readonly string[];
  closings: readonly string[];
  releases: readonly (readonly string[] | null)[];
}
const NOTHING: PublicPart = { params: [], endorsements: [], closings: [], releases: [] };
