import type { AreaCode } from '#shared/area/code';
import { equalBytes, toHex } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { decodeEntry } from '#shared/directory/entry';
import { eligible, type SignedHolder } from '#shared/directory/holder';
import { type Office, sameOffice } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { isSignedBy } from '#shared/recovery/ask';
import * as directory from '../directory/items';
import type { Dynamo } from '../platform/dynamo';
import type { StoredRecovery } from './recovery-items';

/** Somebody who acts on the cases of an office, with the keys they enrolled there. */
export type Enrolled = directory.PlacedOfficer;

/** Everybody in the county who acts on the cases of an office: one read, whoever is then looked for. */
export async function readRegister(dynamo: Dynamo, county: AreaCode): Promise<readonly Enrolled[]> {
  const found = await dynamo.query('affairs', directory.allOfficers(county));
  return directory.placedOfficers(found).filter(({ handles }) => handles);
}

/** What a person enrolled for an office. */
export function enrolledAs(register: readonly Enrolled[], office: Office, person: Id): Enrolled | undefined {
  return register.find((one) => one.person === person && sameOffice(one.office, office));
}

/** Whether a request or an agreement is signed on one of somebody's devices. */
export function isSignedAt(
  { devices }: Pick<Enrolled, 'devices'>,
  signed: Parameters<typeof isSignedBy>[0],
): boolean {
  return devices.some(({ signPk }) => isSignedBy(signed, signPk));
}

/** Everybody who may hold an office's recovery keys and registered one that still stands. */
export function holdersFor(register: readonly Enrolled[], office: Office): SignedHolder[] {
  return eligible(directory.holdersAmong(register), office);
}

/** The three recovery keys of an office under each of these snapshots, joined, by the snapshot's hash in hexadecimal. */
export async function recoveryKeysUnder(
  dynamo: Dynamo,
  county: AreaCode,
  office: Office,
  snapshots: readonly Uint8Array[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = await dynamo.query('affairs', directory.entriesOf(county, office));
  const entries = found.map((item) => directory.StoredEntry.parse(item).entry);
  const keys = new Map<string, Uint8Array>();
  for (const hash of new Map(snapshots.map((one) => [toHex(one), one])).values()) {
    const listed = await dynamo.get('affairs', directory.snapshotKey(county, hash));
    const all = listed ? directory.StoredSnapshot.parse(listed).entries : new Uint8Array(0);
    const bytes = entries.find((entry) => isAmong(sha256(entry), all));
    const entry = bytes && decodeEntry(bytes);
    if (entry) keys.set(toHex(hash), joined(entry.recoveryPks));
  }
  return keys;
}

/** The place, from 1, that a recovery key has among three joined ones; 0 where it has none. */
export function placeAmong(keys: Uint8Array, recoveryPk: Uint8Array): number {
  return parts(keys).findIndex((key) => equalBytes(key, recoveryPk)) + 1;
}

/** Whether a key is one of those that a record of the request is sealed to. */
export function holds({ asked }: Pick<StoredRecovery, 'asked'>, recoveryPk: Uint8Array): boolean {
  return asked.some(({ keys }) => placeAmong(keys, recoveryPk) > 0);
}

function isAmong(hash: Uint8Array, all: Uint8Array): boolean {
  return parts(all).some((one) => equalBytes(one, hash));
}

function parts(all: Uint8Array): Uint8Array[] {
  return Array.from({ length: all.length / 32 }, (_, i) => all.slice(i * 32, (i + 1) * 32));
}

function joined(keys: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(keys.flatMap((key) => [...key]));
}
