import { bytesOf } from '#shared/crypto/bytes';
import { leafHash, verifyInclusion } from '#shared/crypto/merkle';
import { issuedLeaf } from '#shared/recommendation/board';
import { decodeClose } from '#shared/recommendation/close';
import { myProof } from '#shared/recommendation/contract';
import type { PublicRound } from '#shared/recommendation/round';
import { type Outcome, send } from '../../platform/request';

/** How a person stands in the published account of a closed position. */
export type Standing = 'phone' | 'paper' | 'no' | 'wrong';

/** Asks for the person's own line of the issued list and proves it under the root that the closing published. */
export async function checkMine(
  round: PublicRound,
  position: PublicRound['positions'][number],
): Promise<Outcome<Standing>> {
  const params = { area: round.area, round: round.id, position: position.position };
  const answer = await send(myProof, { params });
  if (!answer.ok) return answer;
  const { entry, issued, nonce, index, size, path } = answer.value;
  const close = position.close === null ? null : decodeClose(bytesOf(position.close));
  const leaf = leafHash(issuedLeaf(bytesOf(entry), issued, bytesOf(nonce)));
  const holds = close && verifyInclusion(leaf, index, size, path.map(bytesOf), close.issuedRoot);
  return { ok: true, value: holds ? issued : 'wrong' };
}
