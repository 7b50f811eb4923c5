/**
 * The devices of an officer. An officer's id stands for the person, each row of an entry for one device with keys of its
 * own: a second device is vouched for by one that the officer had before, so that nobody else can put one beside it.
 */
import { concatBytes, toHex } from '../crypto/bytes';
import { fixed, tag, u32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import type { Device, DirectoryEntry } from './entry';
import { fingerprintOf } from './fingerprint';
import { encodeOffice, type Office } from './office';

/** How many devices one officer has at most. */
export const MOST_DEVICES = 4;

/** That an officer's earlier device, which signs with `by`, vouches for a later one. */
export interface Voucher {
  readonly by: Uint8Array;
  readonly signature: Uint8Array;
}

/** A device as the office has it enrolled; the first one of an officer has nobody to vouch for it. */
export interface EnrolledDevice extends Device {
  readonly voucher?: Voucher | undefined;
}

/** The device's own signature: whoever enrols these keys holds them. */
export function proveDevice(office: Office, device: Device, signSeed: Uint8Array): Uint8Array {
  return ed25519Sign(signSeed, statement('dir/device', office, device));
}

export function isDeviceProved(office: Office, device: Device, proof: Uint8Array): boolean {
  return ed25519Verify(device.signPk, statement('dir/device', office, device), proof);
}

/** An earlier device's signature: this one is the same officer's. */
export function vouchFor(office: Office, device: Device, signSeed: Uint8Array): Uint8Array {
  return ed25519Sign(signSeed, statement('dir/vouch', office, device));
}

export function isVouchedFor(office: Office, device: Device, { by, signature }: Voucher): boolean {
  return ed25519Verify(by, statement('dir/vouch', office, device), signature);
}

/** What is read off the new device and typed at the earlier one: it commits to the keys, whatever the server hands over. */
export function deviceCode(office: Office, device: Device): string {
  return fingerprintOf(statement('dir/device', office, device));
}

/** Whether what was typed or scanned is the device's code; spaces do not matter, nor the figures of a Chinese keyboard. */
export function isDeviceCode(typed: string, office: Office, device: Device): boolean {
  const figures = (text: string): string => text.normalize('NFKC').replace(/\D/g, '');
  return figures(typed) === figures(deviceCode(office, device));
}

function statement(what: 'dir/device' | 'dir/vouch', office: Office, { id, signPk, devicePk }: Device) {
  return concatBytes(tag(what), encodeOffice(office), u32(id), fixed(signPk, 32), fixed(devicePk, 32));
}

/** What somebody knows of an office's devices without asking its server: what the county published, and their own. */
export interface Anchors {
  readonly published: readonly Device[];
  readonly own?: Device;
}

/**
 * Splits an office's devices into those that may be listed and those that nobody vouched for. An officer whom the
 * published entry lists has the devices listed there and those that they vouch for, one after another. Of an officer
 * whom it does not list yet, the first device is the one that the county is shown as new; of oneself, one's own, and
 * never the one that is said to have vouched for it: whoever hands over the rows can put in such a one.
 */
export function vouchedAmong<D extends EnrolledDevice>(
  devices: readonly D[],
  office: Office,
  anchors: Anchors,
): { vouched: D[]; unvouched: D[] } {
  const roots = rootsOf(devices, anchors);
  const trusted = new Set(roots.map(deviceText));
  const signers = new Set(roots.map(({ id, signPk }) => signerText(id, signPk)));
  for (let grown = true; grown; ) {
    const next = devices.filter(
      (one) =>
        !trusted.has(deviceText(one)) &&
        one.voucher !== undefined &&
        signers.has(signerText(one.id, one.voucher.by)) &&
        isVouchedFor(office, one, one.voucher),
    );
    for (const one of next) {
      trusted.add(deviceText(one));
      signers.add(signerText(one.id, one.signPk));
    }
    grown = next.length > 0;
  }
  const isTrusted = (one: D): boolean => trusted.has(deviceText(one));
  return { vouched: devices.filter(isTrusted), unvouched: devices.filter((one) => !isTrusted(one)) };
}

/** The devices that need nobody to vouch for them. */
function rootsOf(devices: readonly EnrolledDevice[], { published, own }: Anchors): readonly Device[] {
  const known = new Set(published.map(({ id }) => id));
  if (own) known.add(own.id);
  const firsts = [...new Set(devices.map(({ id }) => id))]
    .filter((id) => !known.has(id))
    .flatMap((id) => {
      const theirs = devices.filter((one) => one.id === id);
      return theirs.find(({ voucher }) => voucher === undefined) ?? theirs[0] ?? [];
    });
  return [...published, ...(own ? [own] : []), ...firsts];
}

/**
 * Whether this device came later than another of an officer whom the county does not list yet. It cannot tell the first
 * one from what the server puts in its place, so it makes no office key: the first one does.
 */
export function isBroughtInUnlisted(
  devices: readonly EnrolledDevice[],
  { published, own }: Anchors,
): boolean {
  if (!own || published.some(({ id }) => id === own.id)) return false;
  return devices.some((one) => one.voucher !== undefined && deviceText(one) === deviceText(own));
}

/** The devices of an entry that nobody vouched for, by what the office has enrolled. */
export function unvouchedIn(
  { office, officers }: DirectoryEntry,
  enrolled: readonly EnrolledDevice[],
  published: readonly Device[],
): Device[] {
  const known = new Map(enrolled.map((one) => [deviceText(one), one.voucher]));
  const rows = officers.map((row) => ({ ...row, voucher: known.get(deviceText(row)) }));
  return vouchedAmong(rows, office, { published }).unvouched;
}

function deviceText({ id, signPk, devicePk }: Device): string {
  return `${id} ${toHex(signPk)} ${toHex(devicePk)}`;
}

function signerText(id: number, signPk: Uint8Array): string {
  return `${id} ${toHex(signPk)}`;
}
