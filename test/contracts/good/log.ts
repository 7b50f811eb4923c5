import { publishDays } from '#functions/tip/jobs';
import { keyedPlatformOf } from '#local/boundaries';
import { readNotice } from '#shared/notice/contract';
import { dayOf } from '#shared/time';
import * as log from '#shared/transparency/contract';
import type { World } from '#test/contracts/world';
import { published } from '#test/notice/writing';
import { VILLAGE } from '#test/setup';
import { clerkOf, type Good, good } from './request';

/** The leaf of a notice that was just published and entered. */
async function leafOf(w: World): Promise<string> {
  const id = await published(w.county, await clerkOf(w), VILLAGE);
  await w.county.enterLog();
  w.county.clock.now += 2;
  const { versions } = await w.county.must(readNotice, { params: { area: VILLAGE, id } });
  return versions[0]?.logged.leaf ?? '';
}

/** The newest day that has ended, and its published list. */
async function listedDay(w: World): Promise<string> {
  await publishDays(keyedPlatformOf(w.county.wiring, 'jobs'));
  return String(dayOf(w.county.clock.now) - 1);
}

const entered =
  <P extends object>(params: P) =>
  async (w: World) => {
    await leafOf(w);
    return { params };
  };

export const LOG: Good[] = [
  good(log.checkpoint, entered({ log: 'log1' })),
  good(log.tile, entered({ log: 'log1', tile: '0/000.p/1' })),
  good(log.leafProof, async (w) => ({ params: { leaf: await leafOf(w) } })),
  good(log.consistency, entered({ log: 'log1', older: 1, newer: 1 })),
  good(log.dayList, async (w) => ({ params: { day: await listedDay(w) } })),
  good(log.loggedDocument, async (w) => ({ params: { leaf: await leafOf(w) } })),
];
