import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import type { DirectoryWire } from '#shared/directory/contract';
import { type Office, officeText } from '#shared/directory/office';
import { Id } from '#shared/ids';
import { ABSENT, atRevision, Binary, type Key, put, type Write } from '../platform/item';
import { publishDocuments } from '../platform/prepared';

/** Names of the prepared documents. */
export const CURRENT = 'directory#current';
export const olderName = (hash: string): string => `directory#${hash}`;

const partition = (county: AreaCode): string => `DIRECTORY#${county}`;
export const officersOf = (county: AreaCode, office: Office) => ({
  PK: partition(county),
  begins: `OFFICER#${officeText(office)}#`,
});
export const entriesOf = (county: AreaCode, office: Office) => ({
  PK: partition(county),
  begins: `ENTRY#${officeText(office)}#`,
});
export const newestEntries = (county: AreaCode) => ({ PK: partition(county), begins: 'NEWEST#' });
export const publishedKey = (county: AreaCode): Key => ({ PK: partition(county), SK: 'PUBLISHED' });
export const officerKey = (county: AreaCode, office: Office, person: Id): Key => ({
  PK: partition(county),
  SK: `OFFICER#${officeText(office)}#${person}`,
});

export const StoredOfficer = z.object({
  person: Id,
  id: z.number(),
  name: z.string(),
  signPk: Binary,
  devicePk: Binary,
  /** Whether they act on the office's cases. */
  handles: z.boolean(),
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredOfficer = z.output<typeof StoredOfficer>;

const Person = z.object({ person: Id, id: z.number(), name: z.string(), handles: z.boolean() });
export type Person = z.output<typeof Person>;

/** Newest entry of an office, as the county lists it. */
export const StoredNewest = z.object({ entry: Binary, people: z.array(Person) });

export const StoredEntry = StoredNewest.extend({
  epoch: z.number(),
  keys: z.array(z.object({ officer: z.number(), sealed: Binary })),
  auditHash: z.string(),
});
export type StoredEntry = z.output<typeof StoredEntry>;

export const StoredPublished = z.object({
  epoch: z.number(),
  revision: z.number(),
  auditHash: z.string(),
  /** SHA-256 of the snapshot: the same one again is answered as the first. */
  snapshotHash: z.string(),
});
export type StoredPublished = z.output<typeof StoredPublished>;

/** An officer's keys, decided from `before`; a new id must be nobody's in the county. */
export function putOfficer(
  county: AreaCode,
  office: Office,
  officer: StoredOfficer,
  before: StoredOfficer | undefined,
  isNew: boolean,
): Write[] {
  const claim = { PK: partition(county), SK: `OFFICERID#${officer.id}`, person: officer.person };
  const item = { ...officerKey(county, office, officer.person), ...officer };
  return [
    put('affairs', item, atRevision(before?.revision ?? 0)),
    ...(isNew ? [put('affairs', claim, ABSENT)] : []),
  ];
}

/** An office's entry, kept for ever under its epoch, and once more as the newest for the county to list. */
export function putEntry(county: AreaCode, office: Office, stored: StoredEntry): Write[] {
  const { begins, PK } = entriesOf(county, office);
  const SK = `${begins}${String(stored.epoch).padStart(8, '0')}`;
  return [
    put('affairs', { PK, SK, ...stored }, ABSENT),
    put('affairs', { PK, SK: `NEWEST#${officeText(office)}`, entry: stored.entry, people: stored.people }),
  ];
}

/** The published directory: as the current one, and under its snapshot's hash for older messages. */
export function publish(county: AreaCode, wire: DirectoryWire, snapshot: Uint8Array): Write[] {
  return publishDocuments(county, {
    [CURRENT]: wire,
    [olderName(toBase64url(sha256(snapshot)))]: wire,
  });
}
