import type { AreaCode } from '#shared/area/code';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair } from '#shared/crypto/hpke';
import {
  type DirectoryDraft,
  enrol,
  enrolledOfficers,
  handOnKeys,
  MOST_HANDED_ON,
  myOfficeKeys,
  publishDirectory,
  putEntry,
  registerHolder,
} from '#shared/directory/contract';
import { type Anchors, isBroughtInUnlisted, vouchedAmong } from '#shared/directory/device';
import { type DirectoryEntry, encodeEntry, MOST_ROWS } from '#shared/directory/entry';
import { entryCode } from '#shared/directory/fingerprint';
import { signHolder } from '#shared/directory/holder';
import { isUnlistedMaker, type MakerAnchors, signMade } from '#shared/directory/made';
import type { Office } from '#shared/directory/office';
import { openOfficeIkm, sealOfficeKey } from '#shared/directory/office-key';
import { ENTRY_DAYS } from '#shared/directory/rules';
import { MAX_VALID_DAYS, signSnapshot } from '#shared/directory/snapshot';
import { escalationOf, officeLevel } from '#shared/directory/standing';
import { enrolledFromWire } from '#shared/directory/wire';
import { today } from '../platform/clock';
import type { Keys } from '../platform/keyring';
import { randomBytes } from '../platform/random';
import { type Outcome, problemOf, type Send } from '../platform/request';
import { provedKeys } from './devices';

/** Enrols the public halves of one's keys for an office. */
export function enrolKeys(
  send: Send,
  office: Office,
  keys: Keys,
  name: string,
): Promise<Outcome<{ id: number }>> {
  return send(enrol, { params: office, body: { ...provedKeys(office, keys), name } });
}

/** Registers the recovery key that somebody holds on paper, signed with their own key for an office. */
export function holdRecovery(
  send: Send,
  office: Office,
  keys: Keys,
  ikm: Uint8Array,
): Promise<Outcome<unknown>> {
  const holder = { office, officer: keys.officer, recoveryPk: deriveKeyPair(ikm).publicKey };
  const body = {
    officer: keys.officer,
    recoveryPk: toBase64url(holder.recoveryPk),
    signature: toBase64url(signHolder(holder, keys.signSeed)),
  };
  return send(registerHolder, { params: office, body });
}

/** An office's key that was made on this device: which entry, and the code of what the county is to sign. */
export interface MadeKey {
  readonly epoch: number;
  readonly code: string;
}

/**
 * Makes the office's key on this device, signs that it did, seals it to every device of everybody who handles its cases,
 * hands the entry in. A device that nobody vouched for is left out. `recoveryPks`: what three holders registered;
 * `anchors`: what this device knows by itself.
 */
export async function makeOffice(
  send: Send,
  { office, name, keys: own, anchors }: { office: Office; name: string; keys: Keys; anchors: MakerAnchors },
  recoveryPks: readonly Uint8Array[],
): Promise<Outcome<MadeKey>> {
  const enrolled = await send(enrolledOfficers, { params: office });
  if (!enrolled.ok) return enrolled;
  const before = await send(myOfficeKeys, { params: office });
  if (!before.ok) return before;
  const level = officeLevel(office);
  if (!level) return { ok: false, problem: problemOf('directory-refused') };
  const devices = enrolled.value.officers.map(enrolledFromWire);
  if (isBroughtInUnlisted(devices, anchors)) return { ok: false, problem: problemOf('device-not-first') };
  const { vouched } = vouchedAmong(devices, office, anchors);
  if (isUnlistedMaker(anchors, vouched)) return { ok: false, problem: problemOf('maker-unlisted') };
  if (vouched.length > MOST_ROWS) return { ok: false, problem: problemOf('devices-full') };
  const officeIkm = await randomBytes(32);
  const entry: DirectoryEntry = {
    epoch: before.value.epoch + 1,
    firstDay: today(),
    lastDay: today() + ENTRY_DAYS,
    office,
    level,
    above: escalationOf(office),
    name,
    officePk: deriveKeyPair(officeIkm).publicKey,
    recoveryPks,
    officers: vouched.map(({ id, signPk, devicePk, handles }) => ({
      ...{ id, signPk, devicePk },
      maySign: true,
      mayHoldKey: handles,
    })),
  };
  const bytes = encodeEntry(entry);
  const keys = await sealedToHolders(officeIkm, entry);
  if (!keys) return { ok: false, problem: problemOf('keys-unlisted') };
  const made = toBase64url(signMade(bytes, own));
  const put = await send(putEntry, { params: office, body: { entry: toBase64url(bytes), made, keys } });
  return put.ok ? { ok: true, value: { epoch: entry.epoch, code: entryCode(entry) } } : put;
}

/** The key of an entry, sealed to each device that may hold it; undefined when one has a key that nothing can be sealed to. */
async function sealedToHolders(officeIkm: Uint8Array, entry: DirectoryEntry) {
  const bytes = encodeEntry(entry);
  const keys: { officer: number; devicePk: string; sealed: string }[] = [];
  for (const officer of entry.officers.filter(({ mayHoldKey }) => mayHoldKey)) {
    const sealed = sealOfficeKey(officeIkm, bytes, officer, await randomBytes(32));
    if (!sealed) return undefined;
    const devicePk = toBase64url(officer.devicePk);
    keys.push({ officer: officer.id, devicePk, sealed: toBase64url(sealed) });
  }
  return keys;
}

/** A key of one of the office's epochs, opened on this device. */
export interface HeldKey {
  readonly epoch: number;
  readonly entry: Uint8Array;
  readonly officeIkm: Uint8Array;
  /** Every device it is sealed to, as its public key. */
  readonly held: readonly string[];
}

/** Opens the office's keys of all epochs that are sealed to these keys. */
export async function heldKeys(send: Send, office: Office, keys: Keys): Promise<Outcome<readonly HeldKey[]>> {
  const answer = await send(myOfficeKeys, { params: office });
  if (!answer.ok) return answer;
  const value = answer.value.keys.flatMap(({ epoch, officer, entry, sealed, held }) => {
    const bytes = bytesOf(entry);
    const officeIkm = openOfficeIkm(bytesOf(sealed), bytes, officer, keys.device);
    return officeIkm ? [{ epoch, entry: bytes, officeIkm, held }] : [];
  });
  return { ok: true, value };
}

/** The devices of who acts on the office's cases that lack one of these keys: they cannot open the cases of that time. */
export function lacking<O extends { devicePk: Uint8Array; handles: boolean }>(
  held: readonly Pick<HeldKey, 'held'>[],
  devices: readonly O[],
): O[] {
  return devices.filter(
    ({ devicePk, handles }) => handles && held.some((key) => !key.held.includes(toBase64url(devicePk))),
  );
}

/**
 * Seals these keys to every device of the office that lacks them: colleagues who came later, devices that are new; to
 * none that nobody vouched for.
 */
export async function handOn(
  send: Send,
  office: Office,
  held: readonly HeldKey[],
  anchors: Anchors,
): Promise<Outcome<unknown>> {
  const enrolled = await send(enrolledOfficers, { params: office });
  if (!enrolled.ok) return enrolled;
  const { vouched } = vouchedAmong(enrolled.value.officers.map(enrolledFromWire), office, anchors);
  const sealed: { epoch: number; officer: number; devicePk: string; sealed: string }[] = [];
  for (const key of held) {
    for (const { id, devicePk } of lacking([key], vouched)) {
      const box = sealOfficeKey(key.officeIkm, key.entry, { id, devicePk }, await randomBytes(32));
      if (!box) continue;
      const to = { officer: id, devicePk: toBase64url(devicePk) };
      sealed.push({ ...to, epoch: key.epoch, sealed: toBase64url(box) });
    }
  }
  for (let from = 0; from < sealed.length; from += MOST_HANDED_ON) {
    const keys = sealed.slice(from, from + MOST_HANDED_ON);
    const sent = await send(handOnKeys, { params: office, body: { keys } });
    if (!sent.ok) return sent;
  }
  return enrolled;
}

/** The public half of the county's directory key in this keyring: what the root key has to sign. */
export function directoryPk(keys: Keys): string {
  return toBase64url(ed25519PublicKey(keys.directorySeed));
}

/**
 * Signs a snapshot over exactly the entries that were shown and publishes it; the server refuses it when others have
 * come since. `root` is the root key's statement.
 */
export async function publishAll(
  send: Send,
  county: AreaCode,
  keys: Keys,
  root: string,
  { epoch, servicePk, entries }: DirectoryDraft,
): Promise<Outcome<{ epoch: number }>> {
  const params = { area: county };
  const snapshot = signSnapshot(
    {
      area: county,
      epoch: epoch + 1,
      day: today(),
      validDays: MAX_VALID_DAYS,
      servicePk: bytesOf(servicePk),
      entryHashes: entries.map((entry) => sha256(bytesOf(entry))),
    },
    keys.directorySeed,
  );
  return send(publishDirectory, { params, body: { root, snapshot: toBase64url(snapshot) } });
}
