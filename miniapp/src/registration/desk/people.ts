import { useCallback, useEffect, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Answer } from '#shared/contract';
import { readRegistrations, type Registration } from '#shared/registration/contract';
import { answerOf, mustSay, unanswered } from '#shared/registration/rules';
import type { RollEntry } from '#shared/roll/contract';
import type { Reading } from '../../platform/read';
import { type Outcome, send } from '../../platform/request';
import { readRoll } from '../../platform/roll-entries';

/** Somebody of the roll, with what is known of whether they take part. */
export interface Person {
  entry: RollEntry;
  known: Registration;
  /** Registered only by saying that they take part. */
  mustSay: boolean;
}

/** A village in the middle of its registration. */
export interface Village extends Pick<Answer<typeof readRegistrations>, 'body' | 'term' | 'lastDay'> {
  people: Person[];
}

async function readVillage(area: AreaCode): Promise<Outcome<Village>> {
  const first = await send(readRegistrations, { params: { area }, query: {} });
  if (!first.ok) return first;
  const known = new Map(first.value.registrations.map((one) => [one.entry, one]));
  for (let { next } = first.value; next; ) {
    const page = await send(readRegistrations, { params: { area }, query: { after: next } });
    if (!page.ok) return page;
    for (const one of page.value.registrations) known.set(one.entry, one);
    next = page.value.next;
  }
  const roll = await readRoll(area);
  if (!roll.ok) return roll;
  const { body, term, lastDay } = first.value;
  const people = roll.value.map((entry) => ({
    entry,
    known: known.get(entry.entry) ?? unanswered(entry.entry),
    mustSay: mustSay(body, entry.category),
  }));
  return { ok: true, value: { body, term, lastDay, people: people.sort(byUrgency) } };
}

const ORDER = new Intl.Collator('zh-CN', { numeric: true });
const AWAY = '户籍在村外出';

/** Who must say and has not, those away from home before the others; then by group and name. */
function rank({ entry, known, mustSay: must }: Person): number {
  if (answerOf(known) || !must) return answerOf(known) ? 3 : 2;
  return entry.category === AWAY ? 0 : 1;
}

function byUrgency(a: Person, b: Person): number {
  return (
    rank(a) - rank(b) ||
    ORDER.compare(a.entry.group, b.entry.group) ||
    ORDER.compare(a.entry.name, b.entry.name)
  );
}

/** The people of a village's roll, and what is known of each. */
export function useVillage(area: AreaCode) {
  const [reading, setReading] = useState<Reading<Village>>({ kind: 'loading' });
  const again = useCallback(() => {
    void readVillage(area).then((outcome) =>
      setReading(
        outcome.ok ? { kind: 'ready', value: outcome.value } : { kind: 'failed', problem: outcome.problem },
      ),
    );
  }, [area]);
  useEffect(again, [again]);
  /** Takes what an answer or an attempt made of one person. */
  const take = (after: Registration): void => {
    setReading((before) => {
      if (before.kind !== 'ready') return before;
      const people = before.value.people.map((one) =>
        one.entry.entry === after.entry ? { ...one, known: after } : one,
      );
      return { ...before, value: { ...before.value, people } };
    });
  };
  return { reading, again, take };
}
