import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { type BallotName, OfficeRound, RoundLine } from '#shared/recommendation/round';
import { type Due, putDue, removeDue } from '../platform/due';
import {
  ABSENT,
  atRevision,
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

const GATES = 16;
const SHARDS = 8;
const Binary = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const nameOf = ({ round, position }: BallotName): string => `${round}#${position}`;

// ---- affairs: the round and the village's list of rounds

export const roundKey = (area: AreaCode, id: Id): Key => ({ PK: `VILLAGE#${area}`, SK: `ROUND#${id}` });
export const ROUNDS = 'ROUND#';
export const StoredRound = OfficeRound.extend({
  auditHash: z.string(),
  /** SHA-256 of the draft it was made from: the same draft again is the same round. */
  draftHash: z.string(),
  createdAt: z.number(),
});
export type StoredRound = z.output<typeof StoredRound>;

export const linesKey = (area: AreaCode): Key => ({ PK: `VILLAGE#${area}`, SK: 'ROUNDS' });
export const StoredLines = z.object({ lines: z.array(RoundLine), revision: z.number() });
export type StoredLines = z.output<typeof StoredLines>;

/** Writes a round over what it was decided from; `before` is undefined for a new one. */
export function putRound(round: StoredRound, before: StoredRound | undefined): Write {
  const item = { ...roundKey(round.area, round.id), ...round, stands: round.state.kind };
  const when = before ? both(atRevision(before.revision), equals('stands', before.state.kind)) : ABSENT;
  return put('affairs', item, when);
}

export function putLines(area: AreaCode, lines: readonly RoundLine[], revision: number): Write {
  return put('affairs', { ...linesKey(area), lines, revision: revision + 1 }, atRevision(revision));
}

/** What the schedule must do next for a round, if anything. */
export function dueOf(round: StoredRound): Due | undefined {
  const { area, id, plan, state, createdAt } = round;
  if (state.kind === 'draft' && !state.issuerKeys) return { at: createdAt, kind: 'round-key', area, id };
  if (state.kind === 'endorsed') return { at: plan.opens, kind: 'round-open', area, id };
  if (state.kind === 'open') return { at: plan.closes, kind: 'round-close', area, id };
  return undefined;
}

/** Moves the round's mark in the schedule. */
export function moveDue(county: AreaCode, before: StoredRound | undefined, after: StoredRound): Write[] {
  const old = before && dueOf(before);
  const next = dueOf(after);
  if (old?.kind === next?.kind) return [];
  return [...(old ? [removeDue(county, old)] : []), ...(next ? [putDue(county, next)] : [])];
}

// ---- affairs: the frozen board

export const boardKey = (ballot: BallotName, page: number): Key => ({
  PK: `ROUNDBOARD#${nameOf(ballot)}`,
  SK: String(page).padStart(4, '0'),
});
export const StoredBoardPage = z.object({ records: z.array(Binary), pages: z.number() });
export type StoredBoardPage = z.output<typeof StoredBoardPage>;

export function putBoardPage(ballot: BallotName, page: number, content: StoredBoardPage): Write {
  return put('affairs', { ...boardKey(ballot, page), ...content });
}

// ---- people: issuing

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
  const change = 'SET isOpen = :shut, rollVersion = if_not_exists(rollVersion, :roll)';
  const values = { ':shut': false, ':roll': rollVersion };
  return eachGate((n) => update('people', issueGate(ballot, n), change, values, PRESENT));
}

export const firstIssueGate = (ballot: BallotName): Key => issueGate(ballot, 0);
export const StoredShutGate = z.object({ rollVersion: z.number() });

export const issuedPartition = (ballot: BallotName): string => `ISSUED#${nameOf(ballot)}`;
export const issuedKey = (ballot: BallotName, entry: Id): Key => ({
  PK: issuedPartition(ballot),
  SK: entry,
});
export const StoredIssued = z.object({ SK: z.string(), by: z.enum(['phone', 'paper']) });

/** The flag of one person, if issuing is open: once, and the same flag again is no failure. Carries no time. */
export function issue(ballot: BallotName, area: AreaCode, entry: Id, flag: Flag): Write[] {
  const isOpen = both(equals('isOpen', true), equals('area', area));
  const same = flag.by === 'phone' ? equals('blinded', flag.blinded) : equals('by', 'paper');
  return [
    check('people', issueGate(ballot, gateOfEntry(entry)), isOpen),
    put('people', { ...issuedKey(ballot, entry), ...flag }, either(ABSENT, same)),
  ];
}
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

// ---- ballots

export const gateKey = (ballot: BallotName, pk: Uint8Array): Key => gate(ballot, (pk[0] ?? 0) % GATES);
const gate = (ballot: BallotName, n: number): Key => ({ PK: `GATE#${nameOf(ballot)}`, SK: String(n) });
export const StoredGate = z.object({
  isOpen: z.boolean(),
  closes: z.number(),
  roundHash: Binary,
  rsaN: Binary,
  trustees: z.number(),
});
export type StoredGate = z.output<typeof StoredGate>;

export function openGates(ballot: BallotName, content: Omit<StoredGate, 'isOpen'>): Write[] {
  return eachGate((n) => put('ballots', { ...gate(ballot, n), ...content, isOpen: true }, ABSENT));
}

/** Shuts all gates of a position in one transaction: a record is in before it, or refused. */
export function shutGates(ballot: BallotName): Write[] {
  return eachGate((n) =>
    update('ballots', gate(ballot, n), 'SET isOpen = :shut', { ':shut': false }, PRESENT),
  );
}

export const recordPartitions = (ballot: BallotName): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => `RECORD#${nameOf(ballot)}#${shard}`);

export function recordKey(ballot: BallotName, pk: Uint8Array): Key {
  const hash = createHash('sha256').update(pk).digest();
  return { PK: `RECORD#${nameOf(ballot)}#${(hash[0] ?? 0) >> 5}`, SK: hash.toString('base64url') };
}
export const StoredRecord = z.object({ version: z.number(), record: Binary });
export type StoredRecord = z.output<typeof StoredRecord>;

/** Puts version 1, or the next version over the one it follows, while the gate stands open. Nothing else is written. */
export function castWrites(ballot: BallotName, pk: Uint8Array, cast: StoredRecord): Write[] {
  const follows = cast.version === 1 ? ABSENT : equals('version', cast.version - 1);
  return [
    check('ballots', gateKey(ballot, pk), equals('isOpen', true)),
    put('ballots', { ...recordKey(ballot, pk), ...cast }, follows),
  ];
}

function eachGate(write: (n: number) => Write): Write[] {
  return Array.from({ length: GATES }, (_, n) => write(n));
}
