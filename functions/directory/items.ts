import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { concatBytes, toBase64url } from '#shared/crypto/bytes';
import { DirectoryWire } from '#shared/directory/contract';
import type { SignedHolder } from '#shared/directory/holder';
import { type Office, officeFrom, officeText } from '#shared/directory/office';
import { base64urlOf, Id } from '#shared/ids';
import { leafHash } from '#shared/crypto/merkle';
import { encodeLeaf, type Leaf } from '#shared/transparency/leaf';
import { audit } from '../platform/audit';
import { CURRENT, epochName } from '../platform/directory';
import {
  ABSENT,
  atRevision,
  Binary,
  both,
  either,
  equals,
  type Key,
  PRESENT,
  put,
  type Write,
} from '../platform/item';
import { publishDocuments } from '../platform/prepared';
import { enterLeaf } from '../transparency/pending-items';

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
export const allOfficers = (county: AreaCode) => ({ PK: partition(county), begins: 'OFFICER#' });
export const entriesOf = (county: AreaCode, office: Office) => ({
  PK: partition(county),
  begins: `ENTRY#${officeText(office)}#`,
});
export const newestKey = (county: AreaCode, office: Office): Key => ({
  PK: partition(county),
  SK: `NEWEST#${officeText(office)}`,
});
export const newestEntries = (county: AreaCode) => ({ PK: partition(county), begins: 'NEWEST#' });
export const publishedKey = (county: AreaCode): Key => ({ PK: partition(county), SK: 'PUBLISHED' });
export const officerKey = (county: AreaCode, office: Office, person: Id): Key => ({
  PK: partition(county),
  SK: `OFFICER#${officeText(office)}#${person}`,
});

const StoredVoucher = z.object({ by: Binary, signature: Binary });

const StoredDevice = z.object({
  signPk: Binary,
  devicePk: Binary,
  /** What its owner calls it; empty for the one they enrolled first. */
  device: z.string(),
  /** The day it came. */
  since: z.number(),
  voucher: StoredVoucher.optional(),
});
export type StoredDevice = z.output<typeof StoredDevice>;

const StoredOffer = z.object({
  signPk: Binary,
  devicePk: Binary,
  device: z.string(),
  /** Seconds. */
  until: z.number(),
});
export type StoredOffer = z.output<typeof StoredOffer>;

export const StoredOfficer = z.object({
  person: Id,
  id: z.number(),
  name: z.string(),
  devices: z.array(StoredDevice).min(1),
  /** Devices that wait to be brought in. */
  offers: z.array(StoredOffer).default([]),
  /** Both keys of each device that was taken away: they are served nothing and come back no more, under no id. */
  removed: z.array(Binary).default([]),
  /** Whether they act on the office's cases. */
  handles: z.boolean(),
  /** Whether they have left the office: their keys are listed no more, and no office key is sealed to them. */
  left: z.boolean().default(false),
  /** The recovery key they registered, signed with the key of one of their devices. */
  recovery: z.object({ pk: Binary, signPk: Binary, signature: Binary }).optional(),
  revision: z.number(),
  auditHash: z.string(),
});
export type StoredOfficer = z.output<typeof StoredOfficer>;

/** Somebody enrolled, and the office they are enrolled for. */
export type PlacedOfficer = StoredOfficer & { readonly office: Office };

const Placed = z.object({ SK: z.string() });

/** Who of everybody enrolled has not left their office. */
export function placedOfficers(found: readonly unknown[]): PlacedOfficer[] {
  return found.flatMap((item) => {
    const office = officeFrom(Placed.parse(item).SK.split('#')[1]);
    const officer = StoredOfficer.parse(item);
    return office && !officer.left ? [{ ...officer, office }] : [];
  });
}

/** A registered recovery key, and the person it belongs to. */
interface StoredHolder extends SignedHolder {
  readonly person: Id;
}

/** Those of these people who hold a recovery key. */
export function holdersAmong(officers: readonly PlacedOfficer[]): StoredHolder[] {
  return officers.flatMap(({ person, office, id, name, recovery, handles }) => {
    if (!recovery || !handles) return [];
    const { pk: recoveryPk, signPk, signature } = recovery;
    return [{ person, office, officer: id, name, signPk, recoveryPk, signature }];
  });
}

/** What a published snapshot lists, for whoever looks for the entry under which a letter was sealed. */
export const snapshotKey = (county: AreaCode, hash: Uint8Array): Key => ({
  PK: partition(county),
  SK: `SNAPSHOT#${toBase64url(hash)}`,
});
/** The hashes of its entries, joined. */
export const StoredSnapshot = z.object({ entries: Binary });

const Person = z.object({ person: Id, id: z.number(), name: z.string(), handles: z.boolean() });
export type Person = z.output<typeof Person>;

/** Newest entry of an office, as the county lists it. */
export const StoredNewest = z.object({
  entry: Binary,
  /** What the device signed that made its key; entries of the time before that have none. */
  made: Binary.optional(),
  people: z.array(Person),
});

export const StoredEntry = StoredNewest.extend({
  epoch: z.number(),
  keys: z.array(z.object({ officer: z.number(), devicePk: Binary, sealed: Binary })),
  auditHash: z.string(),
  /** How often its key was handed on, and where the audit of that stands. */
  handed: z.number().default(0),
  handedAudit: z.string().default(''),
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
  const item = { ...officerKey(county, office, officer.person), ...officer };
  return [
    put('affairs', item, atRevision(before?.revision ?? 0)),
    ...(isNew
      ? [
          put(
            'affairs',
            { PK: partition(county), SK: `OFFICERID#${officer.id}`, person: officer.person },
            ABSENT,
          ),
        ]
      : []),
  ];
}

/**
 * Keys are public, and letters go past an office that shares a device with one they concern: nobody gives another
 * person's keys for their own, whichever offices they are at.
 */
export function claimDevice(
  county: AreaCode,
  person: Id,
  { signPk, devicePk }: Pick<StoredDevice, 'signPk' | 'devicePk'>,
): Write[] {
  return [
    claim(county, `OFFICERKEY#sign#${toBase64url(signPk)}`, person),
    claim(county, `OFFICERKEY#device#${toBase64url(devicePk)}`, person),
  ];
}

function claim(county: AreaCode, name: string, person: Id): Write {
  const item = { PK: partition(county), SK: name, person };
  return put('affairs', item, either(ABSENT, equals('person', person)));
}

/**
 * What a person's enrolment becomes when one of their grants ends: they have left, or no longer act on its cases.
 * Nothing when it stays as it was.
 */
export function leaving(
  county: AreaCode,
  office: Office,
  before: StoredOfficer,
  becomes: Pick<StoredOfficer, 'left' | 'handles'>,
  by: { actor: Id; now: number },
): Write[] {
  if (before.left === becomes.left && before.handles === becomes.handles) return [];
  const { person } = before;
  const revision = before.revision + 1;
  const { write, auditHash } = audit({
    entity: officerEntity(office, person),
    revision,
    previous: before.auditHash,
    actor: by.actor,
    action: becomes.left ? 'leave' : 'enrol',
    at: by.now,
  });
  return [
    ...putOfficer(county, office, { ...before, ...becomes, revision, auditHash }, before, false),
    write,
  ];
}

/** Registers the officer as a recovery holder; their key is nobody else's, nor any device's but their own. */
export function putHolder(
  county: AreaCode,
  office: Office,
  officer: StoredOfficer,
  before: StoredOfficer,
  recoveryPk: Uint8Array,
): Write[] {
  return [
    ...putOfficer(county, office, officer, before, false),
    claim(county, `OFFICERKEY#device#${toBase64url(recoveryPk)}`, officer.person),
  ];
}

/** The audit chain of a person's keys under an office. */
export const officerEntity = (office: Office, person: Id): string =>
  `OFFICER#${officeText(office)}#${person}`;

function entryKey(county: AreaCode, office: Office, epoch: number): Key {
  const { begins, PK } = entriesOf(county, office);
  return { PK, SK: `${begins}${String(epoch).padStart(8, '0')}` };
}

/** An entry that stands, and says nothing of handing on. */
const NEVER_HANDED = both(PRESENT, { expression: 'attribute_not_exists(handed)' });

/** Seals an entry's key to more people of its office; decided from the entry as it stands. */
export function handOn(
  county: AreaCode,
  office: Office,
  before: StoredEntry,
  keys: StoredEntry['keys'],
  by: { actor: Id; now: number },
): Write[] {
  const handed = before.handed + 1;
  const { write, auditHash } = audit({
    entity: `HANDED#${officeText(office)}#${before.epoch}`,
    revision: handed,
    previous: before.handedAudit,
    actor: by.actor,
    action: 'hand-on',
    at: by.now,
  });
  const item = { ...entryKey(county, office, before.epoch), ...before, keys, handed, handedAudit: auditHash };
  return [put('affairs', item, before.handed === 0 ? NEVER_HANDED : equals('handed', before.handed)), write];
}

/** An office's entry, kept for ever under its epoch, and once more as the newest for the county to list. */
export function putEntry(
  county: AreaCode,
  office: Office,
  stored: Omit<StoredEntry, 'handed' | 'handedAudit'>,
): Write[] {
  const { entry, made, people } = stored;
  return [
    put('affairs', { ...entryKey(county, office, stored.epoch), ...stored }, ABSENT),
    put('affairs', { ...newestKey(county, office), entry, made, people }),
  ];
}

/** Keeps what a snapshot lists; the same one again is the same. */
export function keepSnapshot(county: AreaCode, hash: Uint8Array, entryHashes: readonly Uint8Array[]): Write {
  return put('affairs', { ...snapshotKey(county, hash), entries: concatBytes(...entryHashes) });
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
