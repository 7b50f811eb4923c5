/** Where a case stands by its own signed records, on the writer's phone and at the desk alike. */
import type { ServedWire } from './contract';
import type { Refusal } from './refusal';
import type { TipState } from './state';
import type { Entry } from './thread';

/** Where a case stands by what the office signed, and the day of each step. */
export interface Standing {
  readonly at: TipState['state'];
  readonly reason?: Refusal;
  readonly days: Readonly<Partial<Record<TipState['state'], number>>>;
}

/** Reads the signed acts in order; the server's own word about the state is not needed. */
export function standingOf(entries: readonly Entry[], records: readonly ServedWire[]): Standing {
  const received = records[0]?.day;
  const start: Standing = { at: 'received', days: received === undefined ? {} : { received } };
  return entries.reduce<Standing>((standing, entry, i) => {
    if (!entry.ok || entry.content.kind !== 'status') return standing;
    const { said } = entry.content;
    const day = records[i]?.day;
    return {
      at: said.status,
      days: { ...standing.days, ...(day === undefined ? {} : { [said.status]: day }) },
      ...(said.status === 'refused' ? { reason: said.reason } : {}),
    };
  }, start);
}
