import { bytesOf } from '#shared/crypto/bytes';
import type { Id } from '#shared/ids';
import { dateOfDay, sayDate } from '#shared/time';
import type { FirstContent } from '#shared/tip/content';
import type { DueWire } from '#shared/tip/served';
import { inFours } from '#shared/transparency/paper-code';

/** A case's number for people, made from its id and never from a counter: `T-4821-0937`. */
export function caseLabel(caseId: Id): string {
  const bytes = bytesOf(caseId);
  const number = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0) % 100_000_000;
  const digits = String(number).padStart(8, '0');
  return `T-${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** What a file is told from others by: the beginning of its SHA-256, as it is read out over the telephone. */
export function fileCode(hash: Uint8Array): string {
  return inFours(hash.slice(0, 8)).join(' ');
}

/** The beginning of a letter, as its title at the desk. */
export function titleOf(first: FirstContent | undefined, length: number): string | undefined {
  if (!first) return undefined;
  return first.text.length > length ? `${first.text.slice(0, length)}……` : first.text;
}

/** A day as people read it: by its date, since the clock of this device may be a day off. */
export function sayDay(day: number, thisYear?: number): string {
  return sayDate(dateOfDay(day), thisYear);
}

/** The last day, and a word where the holiday list is not out yet. */
export function sayDue(due: DueWire): string {
  return due.provisional ? `${sayDay(due.day)}（待节假日安排）` : sayDay(due.day);
}

export const ACT_WORDS = {
  accept: '受理',
  refuse: '不受理',
  handle: '开始核实',
  propose: '提出办结',
  reply: '写给来信人',
} as const;
