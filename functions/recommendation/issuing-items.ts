import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import type { BallotName } from '#shared/recommendation/round';
import {
  ABSENT,
  Binary,
  both,
  check,
  either,
  equals,
  type Key,
  PRESENT,
  put,
  update,
  type Write,
} from '../platform/item';
import { type RollPlace, standsOn } from '../roll/items';
import { eachGate, GATES, nameOf } from './gate-items';

// In `people`: who may have a token, who has one, and the list of them after the closing.

export const issuerKey = (ballot: BallotName): Key => ({ PK: `ISSUER#${nameOf(ballot)}`, SK: '-' });
export const StoredIssuer = z.object({ area: z.string(), closes: z.number(), sealed: Binary });

export function putIssuer(ballot: BallotName, issuer: z.output<typeof StoredIssuer>): Write {
  return put('people', { ...issuerKey(ballot), ...issuer }, ABSENT);
}

const issueGate = (ballot: BallotName, n: number): Key => ({ PK: `ISSUER#${nameOf(ballot)}`, SK: String(n) });
const gateOfEntry = (entry: Id): number => (Buffer.from(entry, 'base64url')[0] ?? 0) % GATES;

export function openIssueGates(ballot: BallotName, area: AreaCode): Write[] {
  return eachGate((n) => put('people', { ...issueGate(ballot, n), area, isOpen: true }, ABSENT));
}

/**
 * Shuts issuing: after this no flag of the round changes, so the issued list can be counted. The first shutting fixes
 * the roll it is counted over, whatever is imported before the closing is written.
 */
export function shutIssueGates(ballot: BallotName, rollVersion: number): Write[] {
  const first = 'SET rollVersion = if_not_exists(rollVersion, :roll)';
  return [
    ...eachGate((n) =>
      update('people', issueGate(ballot, n), 'SET isOpen = :shut', { ':shut': false }, PRESENT),
    ),
    update('people', frozenRollKey(ballot), first, { ':roll': rollVersion }),
  ];
}

// Not beside the issuing key, which `jobs` must not read.
export const frozenRollKey = (ballot: BallotName): Key => issuedListItem(ballot, 'ROLL');
export const StoredFrozenRoll = z.object({ rollVersion: z.number() });

export const issuedPartition = (ballot: BallotName): string => `ISSUED#${nameOf(ballot)}`;
export const issuedKey = (ballot: BallotName, entry: Id): Key => ({
  PK: issuedPartition(ballot),
  SK: entry,
});
export const StoredIssued = z.object({ SK: z.string(), by: z.enum(['phone', 'paper']) });

/**
 * The flag of one person who stands on the village's roll, if issuing is open: once, and the same flag again is no
 * failure. Carries no time. In this order: the gate, the flag, then what the roll must say.
 */
export function issue(ballot: BallotName, roll: RollPlace, entry: Id, flag: Flag): Write[] {
  const isOpen = both(equals('isOpen', true), equals('area', roll.village));
  const same = flag.by === 'phone' ? equals('blinded', flag.blinded) : equals('by', 'paper');
  return [
    check('people', issueGate(ballot, gateOfEntry(entry)), isOpen),
    put('people', { ...issuedKey(ballot, entry), ...flag }, either(ABSENT, same)),
    ...standsOn(roll, entry),
  ];
}
/** Which of these writes fails for somebody who is not on the roll; the one before it when the roll has just moved. */
export const NOT_ON_ROLL = 3;
type Flag = { by: 'phone'; blinded: Uint8Array } | { by: 'paper' };

// The issued list of a closed position. A page is a whole subtree of the issued root, so that one person's proof
// takes the page they stand on and the roots of the pages.

/** A power of two. */
export const ISSUED_PAGE = 1024;
const PLACES = 32;

const issuedListItem = (ballot: BallotName, SK: string): Key => ({ PK: `ISSUEDLIST#${nameOf(ballot)}`, SK });

export const issuedPageKey = (ballot: BallotName, page: number): Key =>
  issuedListItem(ballot, String(page).padStart(4, '0'));
/** Entries and flags in the order of the root. */
export const StoredIssuedPage = z.object({
  entries: z.array(z.string()),
  issued: z.array(z.enum(['no', 'phone', 'paper'])),
});
export type StoredIssuedPage = z.output<typeof StoredIssuedPage>;

export const issuedRootsKey = (ballot: BallotName): Key => issuedListItem(ballot, 'ROOTS');
export const StoredIssuedRoots = z.object({ size: z.number(), roots: z.array(Binary) });
export type StoredIssuedRoots = z.output<typeof StoredIssuedRoots>;

const placeOf = (entry: string): number => (Buffer.from(entry, 'base64url')[0] ?? 0) % PLACES;
export const issuedPlacesKey = (ballot: BallotName, entry: string): Key =>
  issuedListItem(ballot, `AT#${placeOf(entry)}`);
/** Where in the list some of the entries stand. */
export const StoredIssuedPlaces = z.object({ entries: z.array(z.string()), at: z.array(z.number()) });

/** The writes that keep the list: its pages, where everybody stands, and last the roots, one item each. */
export function keepIssuedList(
  ballot: BallotName,
  pages: readonly StoredIssuedPage[],
  roots: StoredIssuedRoots,
): Write[] {
  const all = pages.flatMap(({ entries }) => entries).map((entry, at) => ({ entry, at }));
  const places = Array.from({ length: PLACES }, (_, n) => all.filter(({ entry }) => placeOf(entry) === n));
  return [
    ...pages.map((page, n) => put('people', { ...issuedPageKey(ballot, n), ...page }, ABSENT)),
    ...places.flatMap((some) => {
      const key = some[0] && issuedPlacesKey(ballot, some[0].entry);
      const content = { entries: some.map(({ entry }) => entry), at: some.map(({ at }) => at) };
      return key ? [put('people', { ...key, ...content }, ABSENT)] : [];
    }),
    put('people', { ...issuedRootsKey(ballot), ...roots }, ABSENT),
  ];
}
