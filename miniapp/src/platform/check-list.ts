import type { AreaCode } from '#shared/area/code';
import { concatBytes, fromBase64, toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { dayDocument, dayLogLeaf, readDayList } from '#shared/tip/day';
import { encodeLeaf } from '#shared/transparency/leaf';
import type { HeldList, InLog } from './day-list';
import { standingOf } from './public-log';

/** The leaves of a list's lines, or null when it is none. */
export function leavesIn(body: string): Uint8Array[] | null {
  const lines = body.split('\n');
  if (lines.pop() !== '') return null;
  const leaves = lines.map(fromBase64);
  return leaves.some((leaf) => leaf === null)
    ? null
    : readDayList(concatBytes(...leaves.flatMap((leaf) => leaf ?? [])));
}

/** Whether a list is the one that the county's log holds for its day. */
export async function checkList(county: AreaCode, { day, body }: Omit<HeldList, 'log'>): Promise<InLog> {
  const leaves = leavesIn(body);
  if (!leaves) return 'broken';
  const leaf = dayLogLeaf(county, day, dayDocument(county, day, leaves));
  const { kind } = await standingOf(toBase64url(leafHash(encodeLeaf(leaf))));
  return kind === 'proved' || kind === 'waiting' || kind === 'broken' ? kind : 'unsure';
}
