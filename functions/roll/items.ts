import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { RollHead } from '#shared/roll/contract';
import { CATEGORIES } from '#shared/roll/row';
import { LegalDate } from '#shared/time';
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
  remove,
  update,
  type Write,
} from '../platform/item';

/** Which version of a village's roll stands. */
export const headKey = (village: AreaCode): Key => ({ PK: `ROLLHEAD#${village}`, SK: '-' });
export const StoredHead = z.object({
  version: z.number(),
  entries: z.number(),
  members: z.number(),
  change: RollHead.shape.change,
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
  category: z.enum(CATEGORIES),
  member: z.boolean(),
  idLastFour: z.string(),
  agreed: LegalDate.optional(),
  unregisteredAtHome: z.literal(true).optional(),
  remark: z.string().optional(),
  batch: z.number(),
});
export type StoredEntry = z.output<typeof StoredEntry>;
/** The same as it is shown: which batch brought it is the import's own. */
export const ShownEntry = StoredEntry.omit({ batch: true });
export type ShownEntry = z.output<typeof ShownEntry>;

/** A version of a village's roll, as one text: what a person is bound to. */
export interface RollPlace {
  village: AreaCode;
  version: number;
}
const RollPlace = z.object({ village: AreaCode, version: z.coerce.number().int() });

export function placeText({ village, version }: RollPlace): string {
  return `${village}#${version}`;
}

const PlaceText = z
  .string()
  .transform((text) => text.split('#'))
  .transform(([village, version]) => RollPlace.parse({ village, version }));

/**
 * One person on one roll, by entry id, which follows from the ID number and is the same in every village. A place is
 * in force while its version is its village's head: so an import binds `pending` and moves nothing, and whoever
 * stands on a roll keeps `standing` until another roll of that village is finished without them.
 */
export const identityKey = (entry: Id): Key => ({ PK: `IDENTITY#${entry}`, SK: '-' });
export const StoredIdentity = z.object({ pending: PlaceText, standing: PlaceText.optional() });
export type StoredIdentity = z.output<typeof StoredIdentity>;

/** One import of a version: counted by each batch, so that a finish sees whether anything came after it looked. */
export const importKey = (place: RollPlace): Key => ({ PK: `ROLLIMPORT#${placeText(place)}`, SK: '-' });
export const StoredImport = z.object({
  revision: z.number(),
  /** Whether another import has taken over somebody whom this one had bound. */
  contested: z.boolean().optional(),
});
export type StoredImport = z.output<typeof StoredImport>;

/** A person's one tie to an entry, whichever village's, and the entry's tie back: neither has two. */
export const tieKey = (person: Id): Key => ({ PK: `PERSON#${person}`, SK: 'ENTRY' });
export const StoredTie = z.object({
  area: AreaCode,
  entry: Id,
  name: z.string(),
  group: z.string(),
  member: z.boolean(),
});
export type StoredTie = z.output<typeof StoredTie>;

export const tiePartition = (village: AreaCode): string => `TIE#${village}`;
export const tieBackKey = (village: AreaCode, entry: Id): Key => ({ PK: tiePartition(village), SK: entry });
export const StoredTieBack = z.object({ person: Id });

/** The entry of an item of a village's ties. */
export function tiedEntry(item: Record<string, unknown>): Id {
  return Id.parse(item['SK']);
}

/** An imported version may be written while the head has not reached it. */
export function notYetHead(village: AreaCode, version: number): Write {
  const below: Condition = { expression: 'version < :importing', values: { ':importing': version } };
  return check('people', headKey(village), either(ABSENT, below));
}

/** An entry lies under the hash of name and last six; a namesake with the same last six gets `#2`. */
export function entryKey(PK: string, nameHash: string, nth: number): Key {
  return { PK, SK: nth === 1 ? nameHash : `${nameHash}#${nth}` };
}

export function putEntry(PK: string, nameHash: string, nth: number, entry: StoredEntry): Write {
  return put(
    'people',
    { ...entryKey(PK, nameHash, nth), ...entry },
    either(ABSENT, equals('entry', entry.entry)),
  );
}

/** Asks that an entry stands on the roll of this version, and that it is the village's roll. */
export function standsOn(place: RollPlace, entry: Id): Write[] {
  return [stillHead(place), boundTo(place, entry)];
}

/** Asks that this version is the village's roll. */
export function stillHead({ village, version }: RollPlace): Write {
  return check('people', headKey(village), equals('version', version));
}

/** Asks that an entry stands on the roll of this version, whether or not that is the village's roll. */
export function boundTo(place: RollPlace, entry: Id): Write {
  const text = placeText(place);
  return check('people', identityKey(entry), either(equals('pending', text), equals('standing', text)));
}

/** Binds a person to a roll that is being imported, beside the one they stand on, from what was known of them. */
export function bindIdentity(entry: Id, after: StoredIdentity, before: StoredIdentity | undefined): Write {
  const { pending, standing } = after;
  const item: Item = {
    ...identityKey(entry),
    pending: placeText(pending),
    ...(standing && { standing: placeText(standing) }),
  };
  return put('people', item, before ? unmoved(before) : ABSENT);
}

/** Forgets what a person was bound to, unless they were bound anew meanwhile. */
export function forgetIdentity(entry: Id, before: StoredIdentity): Write {
  return remove('people', identityKey(entry), unmoved(before));
}

/** Asks that a person is bound, and the village's roll stands, as when that roll did not have them. */
export function stillOffRoll(
  { village, version }: RollPlace,
  entry: Id,
  identity: StoredIdentity | undefined,
): Write[] {
  return [
    check('people', headKey(village), version === 0 ? ABSENT : equals('version', version)),
    check('people', identityKey(entry), identity ? unmoved(identity) : ABSENT),
  ];
}

function unmoved({ pending, standing }: StoredIdentity): Condition {
  const stood = standing
    ? equals('standing', placeText(standing))
    : { expression: 'attribute_not_exists(standing)' };
  return both(equals('pending', placeText(pending)), stood);
}

const UNFINISHED: Condition = { expression: 'attribute_not_exists(finished)' };

/** Counts a batch of an import that is not finished. */
export function countBatch(place: RollPlace): Write {
  return update('people', importKey(place), 'ADD revision :one', { ':one': 1 }, UNFINISHED);
}

/** Tells another import, before it is finished, that somebody it had bound is bound elsewhere now. */
export function contestImport(place: RollPlace): Write {
  const values = { ':one': 1, ':yes': true };
  return update('people', importKey(place), 'SET contested = :yes ADD revision :one', values, UNFINISHED);
}

/** Ends an import that nobody has touched since it was looked at. */
export function endImport(place: RollPlace, seen: StoredImport): Write {
  const when = both(equals('revision', seen.revision), UNFINISHED);
  return update('people', importKey(place), 'SET finished = :yes', { ':yes': true }, when);
}

/** Moves the head: only now is the new version the roll. */
export function moveHead(village: AreaCode, head: StoredHead, from: StoredHead | undefined): Write {
  const when = from ? both(equals('version', from.version), equals('revision', from.revision)) : ABSENT;
  return put('people', { ...headKey(village), ...head }, when);
}

/** How often a person may try to match in an hour, and how often all of them one name of a village. */
const TRIES_AN_HOUR = 5;
const TRIES_OF_A_NAME = 20;

/** Seconds; tries are counted by it. */
export const HOUR = 3600;

/** Counts one try against the asker and against the name, if there is one; fails when the hour's tries of either are used up. */
export function countTry(triedBy: string, triedName: string | undefined, hour: number): Write[] {
  const byAsker = countOne(triedBy, hour, TRIES_AN_HOUR);
  return triedName === undefined ? [byAsker] : [byAsker, countOne(triedName, hour, TRIES_OF_A_NAME)];
}

/** Counts one try against a subject; fails when the hour's are used up. */
export function countOne(subjectHash: string, hour: number, limit: number): Write {
  const below: Condition = { expression: 'tries < :limit', values: { ':limit': limit } };
  const key = { PK: `TRY#${subjectHash}#${hour}`, SK: '-' };
  const values = { ':one': 1, ':gone': (hour + 1) * HOUR };
  return update('people', key, 'SET expiresAt = :gone ADD tries :one', values, either(ABSENT, below));
}

/** Ties a person to an entry, both ways; fails when either has another tie. */
export function tie(person: Id, tied: StoredTie): Write[] {
  const same = both(equals('entry', tied.entry), equals('area', tied.area));
  const back: Item = { ...tieBackKey(tied.area, tied.entry), person };
  return [
    put('people', { ...tieKey(person), ...tied }, either(ABSENT, same)),
    put('people', back, either(ABSENT, equals('person', person))),
  ];
}

/** Ends a tie, both ways; fails when it is another by now. */
export function untie({ area, entry }: Pick<StoredTie, 'area' | 'entry'>, person: Id): Write[] {
  const same = both(equals('entry', entry), equals('area', area));
  return [
    remove('people', tieKey(person), same),
    remove('people', tieBackKey(area, entry), equals('person', person)),
  ];
}

/** Moves a person's tie to the same entry in another village, where nobody is tied to it. */
export function moveTie(person: Id, from: AreaCode, tied: StoredTie): Write[] {
  const was = both(equals('entry', tied.entry), equals('area', from));
  return [
    put('people', { ...tieKey(person), ...tied }, was),
    remove('people', tieBackKey(from, tied.entry), equals('person', person)),
    put('people', { ...tieBackKey(tied.area, tied.entry), person }, ABSENT),
  ];
}
