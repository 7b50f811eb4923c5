/** How people are told who acted in a village's place, and what no longer counts. */
import { sayDate } from '../time';
import type { ActedFor, StruckRecord } from './contract';

const INSTEAD = { town: '（镇里代办）', county: '（县里代办）' } as const satisfies Record<ActedFor, string>;

/** 代办 in brackets; nothing where the village acted itself. */
export function sayActedFor(by: ActedFor | undefined): string {
  return by ? INSTEAD[by] : '';
}

/** A record that was struck, with the reason (已更正). */
export function sayStruck({ record, reason, on, by }: StruckRecord): string {
  return `${sayDate(on)}更正：原来存的“${record.title}”${sayDate(record.day)}不作数，${reason}${sayActedFor(by)}`;
}
