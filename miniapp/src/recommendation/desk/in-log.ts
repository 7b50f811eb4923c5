import { bytesOf } from '#shared/crypto/bytes';
import type { OfficeRound } from '#shared/recommendation/round';
import type { LeafKind } from '#shared/transparency/leaf';
import { policyOf } from '#shared/transparency/policy';
import { proveLogged } from '#shared/transparency/proof';
import { proofOf } from '../../platform/public-log';
import { type Outcome, problemOf } from '../../platform/request';
import { trust } from '../../platform/trust';

/** Where a structure stands: in which of the county's logs, counted from the first, and at which place of it. */
export interface LogPlace {
  log: number;
  index: number;
}

/** Later in one log, or in a log that was begun after it: places of two logs cannot be compared. */
function isAfter(one: LogPlace, other: LogPlace): boolean {
  return one.log === other.log ? one.index > other.index : one.log > other.log;
}

type Placed = Pick<OfficeRound, 'area' | 'leaves'>;

/** Where the log runs every second, what was just done stands in it after a moment; elsewhere one comes back later. */
const TRIES = 6;
const PAUSE_MS = 1500;

/** Where a structure of the round stands in the log. */
async function placeOf(
  { area }: Placed,
  kind: LeafKind,
  structure: string,
  leaf: string,
): Promise<Outcome<LogPlace>> {
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
  if (typeof proven === 'string') return { ok: false, problem: problemOf('round-untrusted') };
  const log = policy.logs.findIndex(({ name }) => name === proven.checkpoint.origin);
  return { ok: true, value: { log, index: proven.index } };
}

/** The places of the closings, one a position: before they stand in the log nobody gives a key out. */
export async function closingsInLog(
  round: Placed,
  closings: readonly string[],
): Promise<Outcome<LogPlace[]>> {
  const places: LogPlace[] = [];
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
  closings: readonly LogPlace[],
): Promise<Outcome<boolean>> {
  for (const [i, release] of releases.entries()) {
    const place = await placeOf(round, 'release', release, round.leaves.releases[seat]?.[i] ?? '');
    if (!place.ok) return place;
    const closing = closings[i];
    if (!closing || !isAfter(place.value, closing)) return { ok: true, value: false };
  }
  return { ok: true, value: true };
}
