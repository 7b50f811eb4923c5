import type { AreaCode } from '#shared/area/code';
import { rollEntries, type RollEntry, type RollHead, rollHead } from '#shared/roll/contract';
import { type Outcome, send } from './request';

/** What is being done, and which share of it is done. */
export type Progress = (words: string, share: number) => void;

/** The roll that stands, page by page. */
export async function readEntries(
  area: AreaCode,
  { version, entries: of }: RollHead,
  progress: Progress,
): Promise<Outcome<RollEntry[]>> {
  const all: RollEntry[] = [];
  if (version === 0) return { ok: true, value: all };
  for (let after: string | undefined; ; ) {
    progress(`正在读现在的名单，${all.length} / ${of} 人`, all.length / Math.max(1, of));
    const query = after === undefined ? {} : { after };
    const answer = await send(rollEntries, { params: { area, version }, query });
    if (!answer.ok) return answer;
    all.push(...answer.value.entries);
    after = answer.value.next;
    if (after === undefined) return { ok: true, value: all };
  }
}

/** The same, whichever version stands. */
export async function readRoll(area: AreaCode): Promise<Outcome<RollEntry[]>> {
  const head = await send(rollHead, { params: { area } });
  return head.ok ? readEntries(area, head.value, () => undefined) : head;
}
