import { bytesOf, concatBytes } from '#shared/crypto/bytes';
import { dayOf } from '#shared/time';
import type { KeyedPlatform, Platform } from '../platform/platform';
import * as store from './day-store';
import { finishErasings } from './erasure-store';
import { endWaiting } from './file-end-store';

/** A day's list is made so long after it ended, in seconds: no letter of that day is still on its way by then. */
const GRACE = 10 * 60;
/** How many days one run catches up; the rest is the next one's. */
const MOST_AT_ONCE = 31;

/**
 * Publishes the list of every day that has ended and has none, the first one of all that of yesterday; answers how many.
 * A day's list is the same whenever and however often it is made.
 */
export async function publishDays(p: KeyedPlatform): Promise<number> {
  const last = dayOf(p.now() - GRACE) - 1;
  let newest = await store.readNewestDay(p.dynamo);
  const first = newest === undefined ? last : newest + 1;
  if (first > last) return 0;
  const tree = await store.readTree(p.dynamo);
  const until = Math.min(last, first + MOST_AT_ONCE - 1);
  for (let day = first; day <= until; day += 1) {
    const leaves = store.leavesOn(day, tree);
    const published = await store.publishDay(p.dynamo, {
      county: p.county,
      day,
      newest,
      leaves,
      filler: (place) => fillerOf(p, day, place),
    });
    // Another run is at it.
    if (!published) return day - first;
    newest = day;
  }
  return until - first + 1;
}

/** Random to everybody without the county's secret; the same ones when a day is tried again. */
function fillerOf({ county, hash }: KeyedPlatform, day: number, place: number): Uint8Array {
  const half = (which: string) => bytesOf(hash('tip-day-filler', county, String(day), String(place), which));
  return concatBytes(half('tag'), half('record'));
}

/** So many days a file waits for the letter that names it: a letter that takes longer is begun anew. */
const WAITING_DAYS = 3;

/** A run ends before the next one begins, a minute after it. */
const RUN_MS = 45_000;
/** Between two pieces: so five files side by side leave some of their table's writes to letters (decision 54). */
const REST_MS = 500;

/** Takes the files away that no letter named in time; answers how many. What fails or is left over is the next run's. */
export async function endFiles({ dynamo, now, log }: Platform): Promise<number> {
  const until = performance.now() + RUN_MS;
  const { ended, failed } = await endWaiting(dynamo, dayOf(now()) - WAITING_DAYS - 1, {
    rest: () => new Promise((resolve) => setTimeout(resolve, REST_MS)),
    isOver: () => performance.now() >= until,
  });
  if (failed > 0) log({ level: 'error', event: 'files-not-ended', failed, ended });
  return ended;
}

/** An erasing that was cut off waits for its office at least a whole day: until the second day after the one it began on. */
const CUT_OFF_DAYS = 2;

/** Goes on with erasings that were cut off; answers how many were finished. What fails or is left over is the next run's. */
export async function endErasings({ dynamo, now, log }: Platform): Promise<number> {
  const until = performance.now() + RUN_MS;
  const day = dayOf(now()) - CUT_OFF_DAYS;
  const { finished, failed } = await finishErasings(dynamo, day, () => performance.now() >= until);
  if (failed.length > 0) {
    const errors = [...new Set(failed)].join(' ');
    log({ level: 'error', event: 'erasings-not-finished', failed: failed.length, finished, errors });
  }
  return finished;
}
