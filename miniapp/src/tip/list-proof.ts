import { bytesOf, equalBytes } from '#shared/crypto/bytes';
import { readAck } from '#shared/tip/ack';
import type { Content } from '#shared/tip/content';
import { standsIn } from '#shared/tip/day';
import { chainHash } from '#shared/tip/record';
import { leavesIn } from '../platform/check-list';
import type { HeldList } from '../platform/day-list';
import type { OpenCase } from './sending';

/** How a letter stands in the list of a day, and what the county signed for it. Days count from 1970 in UTC+8. */
export type ListProof =
  /** The county's signature under the newest record does not hold. */
  | { kind: 'unsigned' }
  /** Not in a list that must have it, or in it as another one. */
  | { kind: 'missing' | 'other'; day: number }
  /** The list on this phone is not the one in the county's log. */
  | { kind: 'forged'; day: number }
  /** Days have passed without a list, or the list does not stand in the log yet. */
  | { kind: 'late' | 'unlogged'; day: number }
  | { kind: 'stands'; since: number; day: number }
  /** It came after the newest list, or ended before it. */
  | { kind: 'soon' }
  | { kind: 'ended'; since: number; day: number }
  /** No list on this phone yet, or none that it could hold against the log. */
  | { kind: 'none' };

/** After how many days without a list the page says so. */
const LATE = 3;

/** Holds a case as it was just opened against its acknowledgement and the newest list on this phone; asks nobody. */
export function listProofOf(open: OpenCase, held: HeldList | undefined, today: number): ListProof {
  const days = open.answer.records.map(({ day }) => day);
  const [since, last] = [days[0], days[days.length - 1]];
  if (since === undefined || last === undefined || !isSigned(open, last)) return { kind: 'unsigned' };
  if (!held) return { kind: 'none' };
  const { day } = held;
  const leaves = leavesIn(held.body);
  if (held.log === 'broken' || !leaves) return { kind: 'forged', day };
  if (day < today - LATE) return { kind: 'late', day };
  if (held.log === 'waiting') return { kind: 'unlogged', day };
  if (since > day) return { kind: 'soon' };
  const end = endOf(open);
  const ended = end === undefined ? undefined : days[end];
  if (ended !== undefined && ended < day) return { kind: 'ended', since, day: ended };
  const found = foundIn(leaves, day, open, end);
  if (found !== 'stands') return { kind: found, day };
  return held.log === 'proved' ? { kind: 'stands', since, day } : { kind: 'none' };
}

/**
 * The record that ended it, by what was signed: behind it letters may have been given back, and lists say nothing of that.
 * Of what was erased, the one that two officers signed for, or else the newest.
 */
function endOf({ erasure, entries, answer: { records } }: OpenCase): number | undefined {
  const signed = records.findIndex(({ confirm }) => confirm !== undefined);
  if (erasure?.ok === true) return signed < 0 ? records.length - 1 : signed;
  const end = entries.findIndex(
    (entry) => entry.ok && entry.content.kind === 'status' && ends(entry.content),
  );
  return end < 0 ? undefined : end;
}

const ends = ({ said }: Extract<Content, { kind: 'status' }>): boolean =>
  said.status === 'closed' || said.status === 'refused';

/** Whether the list has the record that was the newest of the case on its day. */
function foundIn(
  leaves: readonly Uint8Array[],
  day: number,
  { answer, records, keys }: OpenCase,
  end: number | undefined,
): 'stands' | 'missing' | 'other' {
  const there = answer.records.filter((record) => record.day <= day).length - 1;
  const newest = records[end === undefined ? there : Math.min(there, end)];
  const found = newest ? standsIn(leaves, keys.tag, day, chainHash(newest)) : 'absent';
  if (found === 'other-record') return 'other';
  return found === 'absent' ? 'missing' : 'stands';
}

/** Whether the county's service key signed for the newest record of this very case, on the day that is shown. */
function isSigned({ answer, records, keys, directory }: OpenCase, day: number): boolean {
  const ack = readAck(bytesOf(answer.ack), directory.snapshot.servicePk);
  const newest = records[records.length - 1];
  return (
    ack !== null &&
    newest !== undefined &&
    ack.seq === records.length - 1 &&
    ack.day === day &&
    equalBytes(ack.caseId, keys.caseId) &&
    equalBytes(ack.recordHash, chainHash(newest))
  );
}
