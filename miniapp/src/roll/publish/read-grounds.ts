import type { AreaCode } from '#shared/area/code';
import { readRegistrations } from '#shared/registration/contract';
import { answerOf, groundless } from '#shared/registration/rules';
import type { RollEntry, RollHead } from '#shared/roll/contract';
import type { Reading } from '../../platform/read';
import { type Outcome, send } from '../../platform/request';
import { readEntries } from '../../platform/roll-entries';

/** Who stands on the roll, by what they answered. */
export interface Grounds {
  /** Said 不参加, and has no ground without it. */
  declined: RollEntry[];
  /** Had to say 参加 and has not answered. */
  unanswered: RollEntry[];
  /** Said 不参加, and is entered whatever they say. */
  stays: RollEntry[];
}

/** How many of the roll have no ground to stand on it, as far as that is known. */
export function withoutGround(reading: Reading<Grounds>): number {
  if (reading.kind !== 'ready') return 0;
  return reading.value.declined.length + reading.value.unanswered.length;
}

/** Holds everybody on the roll against what they answered. */
export async function readGrounds(area: AreaCode, head: RollHead): Promise<Outcome<Grounds>> {
  const answers = new Map<string, ReturnType<typeof answerOf>>();
  const entries = await readEntries(area, head, () => undefined);
  if (!entries.ok) return entries;
  for (let query = {}; ; ) {
    const page = await send(readRegistrations, { params: { area }, query });
    if (!page.ok) return page;
    for (const one of page.value.registrations) answers.set(one.entry, answerOf(one));
    if (page.value.next === undefined) return { ok: true, value: sorted(page.value.body) };
    query = { after: page.value.next };
  }

  function sorted(body: Parameters<typeof groundless>[0]): Grounds {
    const found: Grounds = { declined: [], unanswered: [], stays: [] };
    for (const entry of entries.ok ? entries.value : []) {
      const answer = answers.get(entry.entry);
      const why = groundless(body, { category: entry.category, answer });
      if (why) found[why].push(entry);
      else if (answer?.takesPart === false) found.stays.push(entry);
    }
    return found;
  }
}
