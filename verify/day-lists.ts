/** The lists of the days: each against its leaf in the log, and whether a case stands in them. */
import type { Committed } from './documents';
import type { Fetch } from './fetching';
import { whyNotCommitted } from './leaf';
import { leafHash, rootOver } from './merkle';
import { Problem } from './problem';
import type { Receipt } from './receipt';
import { fromBase64, fromUtf8 } from './text';
import type { TipRecord } from './tip-case';
import { dateOfDay, H, isSame, sha256, tagOf, u32, u64 } from './tip-hash';

const LEAST_LEAVES = 256;
const LEAF_BYTES = 64;
/** Lists of more than 131,072 leaves are not read. */
const LONGEST_LIST = 131_072 * 89;
const DAY = 86_400;
const EAST_8 = 8 * 3600;

/** The day in China of a time in seconds. */
export function dayOf(seconds: number): number {
  return Math.floor((seconds + EAST_8) / DAY);
}

/** The list of a day. */
export interface DayList {
  readonly day: number;
  readonly leaves: readonly Buffer[];
}

/** The leaves of kind 10 of a county by their days, from the first to the newest, none missing. */
export function daysInLog(leaves: readonly Committed[], county: string): Map<number, Committed> {
  const days = new Map<number, Committed>();
  for (const one of leaves.filter(({ leaf }) => leaf.kind === 'tip day root' && leaf.area === county)) {
    const day = dayOf(one.leaf.time) - 1;
    if (one.leaf.time !== (day + 1) * DAY - EAST_8 || one.leaf.id !== idOf(county, day))
      throw new Problem(`leaf ${one.index} of the log does not say of which day it is`);
    days.set(day, one);
  }
  const all = [...days.keys()].sort((a, b) => a - b);
  const gap = all.find((day, i) => i > 0 && day !== (all[i - 1] ?? day) + 1);
  if (gap !== undefined) throw new Problem(`the log has no list for ${dateOfDay(gap - 1)}`);
  return new Map([...days].sort(([a], [b]) => a - b));
}

function nameOf(county: string, day: number): Buffer {
  return Buffer.concat([tagOf('day'), u64(Number(county)), u32(day)]);
}

function idOf(county: string, day: number): string {
  return Buffer.from(sha256(nameOf(county, day)).subarray(0, 16)).toString('hex');
}

/** Fetches a day's list; throws a problem unless it is the one that the log commits to. */
export async function readList(
  fetch: Fetch,
  api: string,
  { county, day, committed }: { county: string; day: number; committed: Committed },
): Promise<DayList> {
  const name = `the list of ${dateOfDay(day)}`;
  const url = `${api}/public/log/days/${day}`;
  const bytes = await fetch(url, LONGEST_LIST);
  if (typeof bytes === 'string') throw new Problem(`${name} is withheld: ${url}`);
  const leaves = parseList(name, bytes);
  const root = rootOver(leaves.map((leaf) => leafHash(leaf)));
  const document = Buffer.concat([nameOf(county, day), u32(leaves.length), root]);
  const why = whyNotCommitted(committed.leaf, Buffer.concat([Buffer.alloc(16), document]));
  if (why !== null) throw new Problem(`${name}: ${why} (leaf ${committed.index} of the log)`);
  return { day, leaves };
}

function parseList(name: string, bytes: Uint8Array): Buffer[] {
  const lines = (fromUtf8(bytes) ?? '').split('\n');
  if (lines.pop() !== '') throw new Problem(`${name}: its last line does not end`);
  const leaves = lines.map((line, i) => {
    const leaf = fromBase64(line);
    if (leaf?.length !== LEAF_BYTES)
      throw new Problem(`${name}: line ${i + 1} is not 64 bytes in canonical base64`);
    return Buffer.from(leaf);
  });
  const count = leaves.length;
  if (count < LEAST_LEAVES || !Number.isInteger(Math.log2(count)))
    throw new Problem(`${name}: it has ${count} lines, which is not 256, 512, 1024, ..`);
  const place = leaves.findIndex((leaf, i) => i > 0 && Buffer.compare(leaves[i - 1] ?? leaf, leaf) >= 0);
  if (place >= 0) throw new Problem(`${name}: line ${place + 1} is out of order`);
  return leaves;
}

/** How a case stands in a list: under which of its records, counted from 0, or not at all. */
export function placeIn(
  { day, leaves }: DayList,
  { tag }: Receipt,
  records: readonly TipRecord[],
): number | 'another' | 'absent' {
  const wanted = H('day-tag', tag, u32(day));
  const found = leaves.find((leaf) => isSame(leaf.subarray(0, 32), wanted));
  if (!found) return 'absent';
  const place = records.findIndex(({ hash }) =>
    isSame(found.subarray(32), H('day-record', tag, u32(day), hash)),
  );
  return place < 0 ? 'another' : place;
}
