import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { carryRoll, finishRoll, putRollBatch, type RollChange, type RollHead } from '#shared/roll/contract';
import type { RollRow } from '#shared/roll/row';
import { type Outcome, send } from '../platform/request';

/** A change of some people of the roll that stands: who is written anew, and who is left behind. */
export interface Change {
  kind: RollChange['kind'];
  /** The version that all the others are carried from. */
  from: number;
  without: readonly Id[];
  row?: RollRow;
}

/** A version that was cut may have left people: then the next one is begun. */
const VERSIONS_TRIED = 5;

/** Makes a new version of the roll that stands, and makes it the roll at the end: until then nobody sees any of it. */
export async function changeRoll(
  area: AreaCode,
  head: RollHead,
  change: Change,
  progress: (words: string, share: number) => void,
): Promise<Outcome<RollHead>> {
  let version = head.version + 1;
  for (let tried = 1; ; tried += 1) {
    const made = await makeVersion({ area, version }, head, change, progress);
    const code = made.ok ? undefined : made.problem.code;
    const isLeftOver = code === 'roll-incomplete' || code === 'roll-taken';
    if (!isLeftOver || tried === VERSIONS_TRIED) return made;
    version += 1;
  }
}

async function makeVersion(
  place: { area: AreaCode; version: number },
  head: RollHead,
  { kind, from, without, row }: Change,
  progress: (words: string, share: number) => void,
): Promise<Outcome<RollHead>> {
  let entries = 0;
  if (row) {
    const put = await send(putRollBatch, { params: { ...place, batch: 0 }, body: { rows: [row] } });
    if (!put.ok) return put;
    entries = 1;
  }
  let after: string | undefined;
  for (let batch = 1; from > 0; batch += 1) {
    progress(`正在写新的一版，${entries} / ${head.entries} 人。先不要关这个窗口。`, share(entries, head));
    const body = { from, without: [...without], ...(after !== undefined && { after }) };
    const carried = await send(carryRoll, { params: { ...place, batch }, body });
    if (!carried.ok) return carried;
    entries += carried.value.written;
    after = carried.value.next;
    if (after === undefined) break;
  }
  const change = head.version > 0 ? { change: kind } : {};
  return send(finishRoll, { params: place, body: { from: head.version, entries, ...change } });
}

function share(entries: number, head: RollHead): number {
  return Math.min(1, entries / Math.max(1, head.entries));
}
