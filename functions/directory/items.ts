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
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredOfficer = z.output<typeof StoredOfficer>;

export const StoredEntry = z.object({
  epoch: z.number(),
  entry: Binary,
  keys: z.array(z.object({ officer: z.number(), sealed: Binary })),
  auditHash: z.string(),
});
export type StoredEntry = z.output<typeof StoredEntry>;

export const StoredPublished = z.object({ epoch: z.number(), revision: z.number(), auditHash: z.string() });

/** An officer's keys, decided from `before`; the id must be nobody else's in the county. */
export function putOfficer(
  county: AreaCode,
  office: Office,
  officer: StoredOfficer,
  before: StoredOfficer | undefined,
): Write[] {
  const claim = { PK: partition(county), SK: `OFFICERID#${officer.id}`, person: officer.person };
  return [
    put(
      'affairs',
      { ...officerKey(county, office, officer.person), ...officer },
      atRevision(before?.revision ?? 0),
    ),
    put('affairs', claim, ABSENT),
  ];
}

/** An office's entry, kept for ever under its epoch, and once more as the newest for the county to list. */
export function putEntry(county: AreaCode, office: Office, stored: StoredEntry): Write[] {
  const { begins, PK } = entriesOf(county, office);
  const SK = `${begins}${String(stored.epoch).padStart(8, '0')}`;
  return [
    put('affairs', { PK, SK, ...stored }, ABSENT),
    put('affairs', { PK, SK: `NEWEST#${officeText(office)}`, entry: stored.entry }),
  ];
}

/** The published directory: as the current one, and under its snapshot's hash for older messages. */
export function publish(county: AreaCode, wire: DirectoryWire, snapshot: Uint8Array): Write[] {
  return publishDocuments(county, {
    [CURRENT]: wire,
    [olderName(toBase64url(sha256(snapshot)))]: wire,
  });
}
