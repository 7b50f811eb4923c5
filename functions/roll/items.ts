import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import {
  ABSENT,
  both,
  type Condition,
  check,
  either,
  equals,
  type Item,
  type Key,
  put,
  update,
  type Write,
} from '../platform/item';

/** Which version of a village's roll stands. */
export const headKey = (village: AreaCode): Key => ({ PK: `ROLLHEAD#${village}`, SK: '-' });
export const StoredHead = z.object({
  version: z.number(),
  entries: z.number(),
  members: z.number(),
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredHead = z.output<typeof StoredHead>;

/** The partition of one version of a village's roll. */
export const rollPartition = (village: AreaCode, version: number): string => `ROLL#${village}#${version}`;

export const StoredEntry = z.object({
  entry: Id,
  name: z.string(),
  group: z.string(),
  category: z.string(),
  member: z.boolean(),
  idLastFour: z.string(),
  batch: z.number(),
});
export type StoredEntry = z.output<typeof StoredEntry>;

/** One person on one village's roll: who the ID number's hash is bound to. */
export const identityKey = (idHash: string): Key => ({ PK: `IDENTITY#${idHash}`, SK: '-' });
export const StoredIdentity = z.object({ village: AreaCode, version: z.number() });

/** A person's tie to an entry, and the entry's tie back: no entry has two. */
export const tieKey = (person: Id, village: AreaCode): Key => ({
  PK: `PERSON#${person}`,
  SK: `ENTRY#${village}`,
});
export const TIES = 'ENTRY#';
export const StoredTie = z.object({
  area: AreaCode,
  entry: Id,
  name: z.string(),
  group: z.string(),
  member: z.boolean(),
});
export type StoredTie = z.output<typeof StoredTie>;

/** An imported version may be written while the head has not reached it. */
export function notYetHead(village: AreaCode, version: number): Write {
  const below: Condition = { expression: 'version < :importing', values: { ':importing': version } };
  return check('people', headKey(village), either(ABSENT, below));
}

/** An entry under the hash of name and last six; a namesake with the same last six gets `#2`. */
export function putEntry(PK: string, nameHash: string, nth: number, entry: StoredEntry): Write {
  const SK = nth === 1 ? nameHash : `${nameHash}#${nth}`;
  return put('people', { PK, SK, ...entry }, either(ABSENT, equals('entry', entry.entry)));
}

/** Binds an ID number to a village's roll version, from what was known of it. */
export function bindIdentity(
  idHash: string,
  village: AreaCode,
  version: number,
  released?: z.output<typeof StoredIdentity>,
): Write {
  const item: Item = { ...identityKey(idHash), village, version };
  const ours = either(ABSENT, equals('village', village));
  const theirsIsOld = released && {
    expression: 'village = :theirs AND version = :old',
    values: { ':theirs': released.village, ':old': released.version },
  };
  return put('people', item, theirsIsOld ? either(ours, theirsIsOld) : ours);
}

/** Moves the head: only now is the new version the roll. */
export function moveHead(village: AreaCode, head: StoredHead, from: StoredHead | undefined): Write {
  const when = from ? both(equals('version', from.version), equals('revision', from.revision)) : ABSENT;
  return put('people', { ...headKey(village), ...head }, when);
}

/** How often a person may try to match in an hour. */
export const TRIES_AN_HOUR = 5;

const tryKey = (subjectHash: string, hour: number): Key => ({ PK: `TRY#${subjectHash}#${hour}`, SK: '-' });

/** Counts one try; fails when the hour's tries are used up. */
export function countTry(subjectHash: string, hour: number): Write {
  const below: Condition = { expression: 'tries < :limit', values: { ':limit': TRIES_AN_HOUR } };
  return update('people', tryKey(subjectHash, hour), 'ADD tries :one', { ':one': 1 }, either(ABSENT, below));
}

/** Ties a person to an entry, both ways; fails when either has another tie. */
export function tie(person: Id, tied: StoredTie): Write[] {
  const back: Item = { PK: `TIE#${tied.area}`, SK: tied.entry, person };
  return [
    put('people', { ...tieKey(person, tied.area), ...tied }, either(ABSENT, equals('entry', tied.entry))),
    put('people', back, either(ABSENT, equals('person', person))),
  ];
}
