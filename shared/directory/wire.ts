/** The directory between bytes and the JSON that carries it. */
import { bytesOf, toBase64url } from '../crypto/bytes';
import type { DeviceWire, DirectoryWire, EnrolledOfficer, EntryWire, HolderWire } from './contract';
import type { EnrolledDevice, Voucher } from './device';
import type { SentDirectory, SentEntry } from './directory';
import type { Device } from './entry';
import type { SignedHolder } from './holder';

/** The directory as it was signed, before it has a proof. */
export function signedToWire({
  root,
  snapshot,
  entries,
}: Omit<SentDirectory, 'proof'>): Omit<DirectoryWire, 'proof'> {
  return { root: toBase64url(root), snapshot: toBase64url(snapshot), entries: entries.map(toBase64url) };
}

export function directoryFromWire(wire: DirectoryWire): SentDirectory {
  return {
    root: bytesOf(wire.root),
    snapshot: bytesOf(wire.snapshot),
    entries: wire.entries.map(bytesOf),
    proof: bytesOf(wire.proof),
  };
}

export function entryToWire({ root, snapshot, entry, proof }: SentEntry): EntryWire {
  return {
    root: toBase64url(root),
    snapshot: toBase64url(snapshot),
    entry: toBase64url(entry),
    proof: toBase64url(proof),
  };
}

export function entryFromWire({ root, snapshot, entry, proof }: EntryWire): SentEntry {
  return {
    root: bytesOf(root),
    snapshot: bytesOf(snapshot),
    entry: bytesOf(entry),
    proof: bytesOf(proof),
  };
}

/** A device's public keys as they are sent. */
export function deviceToWire({ id, signPk, devicePk }: Device): DeviceWire {
  return { id, signPk: toBase64url(signPk), devicePk: toBase64url(devicePk) };
}

export function deviceFromWire({ id, signPk, devicePk }: DeviceWire): Device {
  return { id, signPk: bytesOf(signPk), devicePk: bytesOf(devicePk) };
}

export function voucherToWire({ by, signature }: Voucher): { by: string; signature: string } {
  return { by: toBase64url(by), signature: toBase64url(signature) };
}

export function voucherFromWire({ by, signature }: { by: string; signature: string }): Voucher {
  return { by: bytesOf(by), signature: bytesOf(signature) };
}

/** One device of somebody enrolled, as its bytes. */
export function enrolledFromWire<E extends EnrolledOfficer>(
  wire: E,
): Omit<E, 'signPk' | 'devicePk' | 'voucher'> & EnrolledDevice {
  const { voucher } = wire;
  return { ...wire, ...deviceFromWire(wire), voucher: voucher && voucherFromWire(voucher) };
}

export function holderToWire({ office, officer, name, ...keys }: SignedHolder): HolderWire {
  return {
    ...{ office, officer, name },
    signPk: toBase64url(keys.signPk),
    recoveryPk: toBase64url(keys.recoveryPk),
    signature: toBase64url(keys.signature),
  };
}

export function holderFromWire({ office, officer, name, ...keys }: HolderWire): SignedHolder {
  return {
    ...{ office, officer, name },
    signPk: bytesOf(keys.signPk),
    recoveryPk: bytesOf(keys.recoveryPk),
    signature: bytesOf(keys.signature),
  };
}
