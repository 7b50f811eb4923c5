import { useCallback, useEffect, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { RollEntry } from '#shared/roll/contract';
import { readSlips } from '#shared/slip/contract';
import type { LegalDate } from '#shared/time';
import type { Reading } from '../../platform/read';
import { type Outcome, send } from '../../platform/request';
import { readRoll } from '../../platform/roll-entries';

/** Somebody of the roll: whether a WeChat is theirs, and until when a slip of theirs is good. */
export interface Person {
  entry: RollEntry;
  isTied: boolean;
  /** The mark of that tie. */
  mark: Id | undefined;
  lastDay: LegalDate | undefined;
}

const ORDER = new Intl.Collator('zh-CN', { numeric: true });

/** By group and name, as slips are handed out. */
function byGroup({ entry: a }: Person, { entry: b }: Person): number {
  return ORDER.compare(a.group, b.group) || ORDER.compare(a.name, b.name);
}

async function readPeople(area: AreaCode): Promise<Outcome<Person[]>> {
  const [roll, slips] = await Promise.all([readRoll(area), send(readSlips, { params: { area } })]);
  if (!roll.ok) return roll;
  if (!slips.ok) return slips;
  const tied = new Map(slips.value.tied.map(({ entry, mark }) => [entry, mark]));
  const given = new Map(slips.value.given.map(({ entry, lastDay }) => [entry, lastDay]));
  const people = roll.value.map((entry) => ({
    entry,
    isTied: tied.has(entry.entry),
    mark: tied.get(entry.entry),
    lastDay: given.get(entry.entry),
  }));
  return { ok: true, value: people.sort(byGroup) };
}

/** The people of a village's roll, by group. */
export function usePeople(area: AreaCode): { reading: Reading<Person[]>; again: () => void } {
  const [reading, setReading] = useState<Reading<Person[]>>({ kind: 'loading' });
  const again = useCallback(() => {
    void readPeople(area).then((outcome) =>
      setReading(
        outcome.ok ? { kind: 'ready', value: outcome.value } : { kind: 'failed', problem: outcome.problem },
      ),
    );
  }, [area]);
  useEffect(again, [again]);
  return { reading, again };
}
