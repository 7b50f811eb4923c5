import { bytesOf } from '#shared/crypto/bytes';
import type { OfficeRound } from '#shared/recommendation/round';
import type { LeafKind } from '#shared/transparency/leaf';
import { policyOf } from '#shared/transparency/policy';
import { proveLogged } from '#shared/transparency/proof';
import { proofOf } from '../../platform/public-log';
import { type Outcome, problemOf } from '../../platform/request';
import { trust } from '../../platform/trust';

type Placed = Pick<OfficeRound, 'area' | 'leaves'>;

/** Where the log runs every second, what was just done stands in it after a moment; elsewhere one comes back later. */
const TRIES = 6;
const PAUSE_MS = 1500;

/** At which place of the log a structure of the round stands. */
async function placeOf(
  { area }: Placed,
  kind: LeafKind,
  structure: string,
  leaf: string,
): Promise<Outcome<number>> {
  const anchors = await trust();
  const policy = anchors && policyOf(anchors.log);
  if (!policy) return { ok: false, problem: problemOf('busy') };
  let file = await proofOf(leaf);
  for (let tries = 1; !file.ok && file.problem.code === 'not-logged' && tries < TRIES; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    file = await proofOf(leaf);
  }
  if (!file.ok) return file;
  const proven = proveLogged({ kind, area, document: bytesOf(structure) }, file.value, policy);
  return typeof proven === 'string'
    ? { ok: false, problem: problemOf('round-untrusted') }
    : { ok: true, value: proven.index };
}

/** The places of the closings, one a position: before they stand in the log nobody gives a key out. */
export async function closingsInLog(round: Placed, closings: readonly string[]): Promise<Outcome<number[]>> {
  const places: number[] = [];
  for (const [i, closing] of closings.entries()) {
    const place = await placeOf(round, 'close', closing, round.leaves.closings[i] ?? '');
    if (!place.ok) return place;
    places.push(place.value);
  }
  return { ok: true, value: places };
}

/** Whether a seat's keys were all given out after the closings stood in the log (formats.md section 8). */
export async function releasedAfter(
  round: Placed,
  seat: number,
  releases: readonly string[],
  closings: readonly number[],
): Promise<Outcome<boolean>> {
  for (const [i, release] of releases.entries()) {
    const place = await placeOf(round, 'release', release, round.leaves.releases[seat]?.[i] ?? '');
    if (!place.ok) return place;
    if (place.value <= (closings[i] ?? place.value)) return { ok: true, value: false };
  }
  return { ok: true, value: true };
}
