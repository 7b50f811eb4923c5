import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { dayOfDate, LegalDate, startOfDay } from '#shared/time';
import { StoredTie } from '../roll/items';
import { ABSENT, both, equals, type Key, PRESENT, put, remove, update, type Write } from '../platform/item';

/** The slips of a village: each by the hash of its code, and by the entry it was made for. */
export const slipPartition = (village: AreaCode): string => `SLIPS#${village}`;

export const codeKey = (village: AreaCode, codeHash: string): Key => ({
  PK: slipPartition(village),
  SK: `CODE#${codeHash}`,
});
/** What a slip ties to, as the roll had it when the slip was made. */
export const StoredSlip = StoredTie.extend({ lastDay: LegalDate, usedBy: Id.optional() });
export type StoredSlip = z.output<typeof StoredSlip>;

/** The prefix of the slips by entry. */
export const GIVEN = 'OF#';
export const givenKey = (village: AreaCode, entry: Id): Key => ({
  PK: slipPartition(village),
  SK: `${GIVEN}${entry}`,
});
/** The newest slip of an entry; whether it was used is not put down here, where its office reads. */
export const StoredGiven = z.object({
  entry: Id,
  codeHash: z.string(),
  lastDay: LegalDate,
});
export type StoredGiven = z.output<typeof StoredGiven>;

/** The first second in which a slip is no longer good. */
export function endOf({ lastDay }: { lastDay: LegalDate }): number {
  return startOfDay(dayOfDate(lastDay) + 1);
}

/** Gives an entry a slip in the place of the one before, which is good no more. */
export function giveSlip(
  { area, entry, name, group, member }: StoredTie,
  given: StoredGiven,
  before: StoredGiven | undefined,
): Write[] {
  const { codeHash, lastDay } = given;
  const expiresAt = endOf(given);
  const slip = { area, entry, name, group, member, lastDay, expiresAt };
  const was = before ? equals('codeHash', before.codeHash) : ABSENT;
  return [
    put('people', { ...givenKey(area, entry), ...given, expiresAt }, was),
    put('people', { ...codeKey(area, codeHash), ...slip }, ABSENT),
    ...(before ? [remove('people', codeKey(area, before.codeHash))] : []),
  ];
}

/** Ends the slip of an entry, used or not, if none was made in its place. */
export function endSlip(village: AreaCode, entry: Id, given: StoredGiven | undefined): Write[] {
  const key = givenKey(village, entry);
  if (!given) return [remove('people', key, ABSENT)];
  const { codeHash } = given;
  return [remove('people', key, equals('codeHash', codeHash)), remove('people', codeKey(village, codeHash))];
}

/** Uses a slip: once. */
export function useSlip(village: AreaCode, codeHash: string, person: Id): Write {
  const unused = both(PRESENT, { expression: 'attribute_not_exists(usedBy)' });
  const values = { ':person': person };
  return update('people', codeKey(village, codeHash), 'SET usedBy = :person', values, unused);
}
