import * as z from 'zod';
import { dayList } from '#shared/transparency/contract';
import { canSeal } from './can-seal';
import { today } from './clock';
import { fetchFile } from './public-log';
import { keep, recall } from './storage';
import { trust } from './trust';

// The list of a day's letters, fetched by everybody's home page: who follows a letter later asks for nothing more.

/** How a list stood in the log when this device last looked. */
const InLog = z.enum(['proved', 'waiting', 'broken', 'unsure']);
export type InLog = z.output<typeof InLog>;

const Held = z.object({ day: z.number().int(), body: z.string(), log: InLog });
/** The newest list that this device has: its day, its lines, how it stands in the log. */
export type HeldList = z.output<typeof Held>;

/** How many days are asked for: yesterday's list comes some time after midnight. */
const DAYS_ASKED = 3;

/** The newest list that lies on this device; nobody is asked. */
export function listHere(): HeldList | undefined {
  return recall('day-list', Held);
}

/** Fetches the newest list when there is a newer one, or the one held is not proved yet. On a page that everybody opens. */
export async function renewList(): Promise<void> {
  const county = (await trust())?.county;
  if (!county || !canSeal()) return;
  const held = listHere();
  const newer = await fetchNewer(held?.day);
  const list = newer ?? held;
  if (!list || (!newer && held?.log === 'proved')) return;
  try {
    const { checkList } = await import('./check-list');
    keep('day-list', { ...list, log: await checkList(county, list) });
  } catch {
    // The code did not come, as without a network: the next page asks again.
  }
}

async function fetchNewer(held: number | undefined): Promise<Omit<HeldList, 'log'> | undefined> {
  const newest = today() - 1;
  for (let day = newest; day > Math.max(held ?? 0, newest - DAYS_ASKED); day -= 1) {
    const file = await fetchFile(dayList, { params: { day: String(day) } });
    if (file.ok) return { day, body: file.value };
    if (file.problem.code !== 'not-found') return undefined;
  }
  return undefined;
}
