import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { DirectoryWire } from '#shared/directory/contract';
import { type Office, officeText } from '#shared/directory/office';
import { base64urlOf, Id } from '#shared/ids';
import { leafHash } from '#shared/crypto/merkle';
import { encodeLeaf, type Leaf } from '#shared/transparency/leaf';
import { ABSENT, atRevision, Binary, type Key, put, type Write } from '../platform/item';
import { publishDocuments } from '../platform/prepared';
import { enterLeaf } from '../transparency/pending-items';

/** Names of the prepared documents: the newest, and each under its epoch for as long as the next is not in the log. */
export const CURRENT = 'directory#current';
export const epochName = (epoch: number): string => `directory#${epoch}`;

/** A directory as it is kept: what is sent but for the proof, which is in the log a little later. */
export const PublishedDirectory = DirectoryWire.omit({ proof: true }).extend({
  epoch: z.number(),
  /** The hash of its snapshot's leaf. */
  leaf: base64urlOf(32),
});
export type PublishedDirectory = z.output<typeof PublishedDirectory>;

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
  /** The hash of its leaf in the log; empty before the first. */
  leaf: z.string(),
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

/** The published directory: as the newest one and under its epoch, and its leaf for the log. */
export function publish(county: AreaCode, wire: Omit<DirectoryWire, 'proof'>, leaf: Leaf): Write[] {
  const { version: epoch } = leaf;
  const document: PublishedDirectory = { ...wire, epoch, leaf: toBase64url(leafHash(encodeLeaf(leaf))) };
  return [
    ...publishDocuments(county, { [CURRENT]: document, [epochName(epoch)]: document }),
    ...enterLeaf(leaf),
  ];
}
