import { moveTreeLeaf } from '#functions/tip/day-items';
import { publishDays } from '#functions/tip/jobs';
import { keyedPlatformOf, openSchedules } from '#local/boundaries';
import { sha256 } from '#shared/crypto/hash';
import { utf8 } from '#shared/crypto/utf8';
import { renewSession } from '#shared/identity/contract';
import { dayOf, startOfDay } from '#shared/time';
import type { ReceiptKeys } from '#shared/tip/receipt-keys';
import type { TipAct } from '#shared/tip/rules';
import { dayList } from '#shared/transparency/contract';
import type { TestCounty } from '#test/setup';
import { officerActs, type TipCounty } from './case';
import { viewOf } from './moves';

/** Publishes the lists that are due, as the schedule does. */
export const runDays = ({ wiring }: TestCounty): Promise<number> =>
  publishDays(keyedPlatformOf(wiring, 'jobs'));

/** The schedule itself. */
export const daysSchedule = ({ wiring }: TestCounty) => openSchedules(wiring, () => Promise.resolve()).days;

/** Noon of a day in China. */
export const noonOf = (day: number): number => startOfDay(day) + 43_200;

/** Goes on to noon of a day; the lists of the days before it are published and in the log. */
export async function goToDay(county: TestCounty, day: number): Promise<void> {
  while (dayOf(county.clock.now) < day) {
    county.clock.now = noonOf(dayOf(county.clock.now) + 1);
    await runDays(county);
    await county.enterLog();
    county.clock.now += 5;
  }
}

/** The town's officer acts on a case, however long after signing in. */
export async function actToday(place: TipCounty, keys: ReceiptKeys, act: TipAct['act']): Promise<void> {
  const { county, town } = place;
  town.session = await county.must(renewSession, { body: { refresh: town.session.refresh } });
  const { code } = await officerActs(place, keys, town, await viewOf(place, keys, town), act);
  if (code) throw new Error(code);
}

/** The leaves of a day's list as anyone reads them; undefined when there is none. */
export async function listOf(county: TestCounty, day: number): Promise<Uint8Array[] | undefined> {
  const { value, code } = await county.send(dayList, { params: { day: String(day) } });
  if (code === 'not-found') return undefined;
  const lines = String(value).split('\n');
  return lines.slice(0, -1).map((line) => new Uint8Array(Buffer.from(line, 'base64')));
}

/** A case as the daily tree knows it. */
export interface TreeCase {
  readonly tag: Uint8Array;
  readonly history: { day: number; hash: Uint8Array; open: boolean }[];
}

let serial = 0;
/** A hash like no other. */
export function freshHash(): Uint8Array {
  serial += 1;
  return sha256(utf8(`tree ${serial}`));
}

/** A case before its first record. */
export const treeCase = (): TreeCase => ({ tag: freshHash(), history: [] });

/** Writes a record of a case, as far as the tree sees it. */
export async function writeInTree(
  county: TestCounty,
  { tag, history }: TreeCase,
  day: number,
  open = true,
): Promise<void> {
  const before = history.at(-1)?.hash;
  const move = { day, hash: freshHash(), open };
  await county.dynamo.transact([moveTreeLeaf({ tag, ...move }, before)]);
  history.push(move);
}
