import { finishRoll, putRollBatch, rollHead } from '#shared/roll/contract';
import { BY_CONSENT, type RollRow } from '#shared/roll/row';
import { dateOfDay, dayOf } from '#shared/time';
import type { DemoVillage } from './areas';
import type { DemoElection } from './elections';
import type { Load } from './load';
import { FOUNDER } from './people';

/** As many as a batch may hold. */
const BATCH = 45;
/** Batches on their way at once. */
const AT_ONCE = 3;

/** Whether a village has a roll that stands. */
export async function isRollThere({ sessions }: Load, { code: area }: DemoVillage): Promise<boolean> {
  const { version } = await sessions.must(rollHead, { params: { area } }, FOUNDER.person);
  return version > 0;
}

/** Imports a village's roll as its office does: in batches, then the head moves. */
export async function loadRoll(
  load: Load,
  { village, by }: DemoElection,
  rows: readonly RollRow[],
): Promise<void> {
  if (await isRollThere(load, village)) return;
  const { sessions } = load;
  // The meeting that agreed to the third category was held the day before.
  const agreed = dateOfDay(dayOf(load.clock.now) - 1);
  const written = rows.map((row) => (row.category === BY_CONSENT ? { ...row, agreed } : row));
  const params = { area: village.code, version: 1 };
  const batches = Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, batch) => ({
    params: { ...params, batch },
    body: { rows: written.slice(batch * BATCH, (batch + 1) * BATCH) },
  }));
  for (let i = 0; i < batches.length; i += AT_ONCE) {
    const some = batches.slice(i, i + AT_ONCE);
    await Promise.all(some.map((batch) => sessions.must(putRollBatch, batch, by.person)));
  }
  await sessions.must(finishRoll, { params, body: { from: 0, entries: rows.length } }, by.person);
}
