import { toBase64url } from '#shared/crypto/bytes';
import { addDevice, offerDevice, type OwnDevices } from '#shared/directory/contract';
import { deviceCode, isDeviceCode, proveDevice, vouchFor } from '#shared/directory/device';
import type { Device } from '#shared/directory/entry';
import type { MakerAnchors } from '#shared/directory/made';
import type { Office } from '#shared/directory/office';
import { deviceFromWire, deviceToWire, voucherToWire } from '#shared/directory/wire';
import { publishedEntry } from '../platform/directory';
import type { Keys } from '../platform/keyring';
import type { Outcome, Send } from '../platform/request';

/** The device that holds these keys, as a row of the office's entry. */
export function deviceOf({ officer, signPk, device }: Keys): Device {
  return { id: officer, signPk, devicePk: device.publicKey };
}

/** A device's public keys with its own signature, as they are sent. */
export function provedKeys(office: Office, keys: Keys) {
  const device = deviceOf(keys);
  return { ...deviceToWire(device), proof: toBase64url(proveDevice(office, device, keys.signSeed)) };
}

/** What this device knows without asking the office's server: what the county's directory lists, and itself. */
export async function anchorDevices(office: Office, keys: Keys): Promise<Outcome<MakerAnchors>> {
  const entry = await publishedEntry(office);
  if (!entry.ok) return entry;
  return { ok: true, value: { published: entry.value?.officers ?? [], own: deviceOf(keys) } };
}

/** Says this new device's keys, so that an earlier one can bring it in. */
export function offerThis(send: Send, office: Office, keys: Keys, name: string): Promise<Outcome<unknown>> {
  return send(offerDevice, { params: office, body: { ...provedKeys(office, keys), device: name } });
}

/** The code that the new device shows. */
export function codeOf(office: Office, keys: Keys): string {
  return deviceCode(office, deviceOf(keys));
}

export type Offered = OwnDevices['offered'][number];
type PublicKeys = Pick<Offered, 'signPk' | 'devicePk'>;

/** Whether what was typed or scanned is the code of the keys that were offered, as a device of one's own. */
export function isCodeOf(typed: string, office: Office, keys: Keys, offered: PublicKeys): boolean {
  return isDeviceCode(typed, office, ownDevice(keys, offered));
}

/** The code that such a device shows on its own screen. */
export function codeOfOffered(office: Office, keys: Keys, offered: PublicKeys): string {
  return deviceCode(office, ownDevice(keys, offered));
}

/** What was offered, under the id that one's own keys have: the server's word for it is not taken. */
function ownDevice({ officer }: Keys, { signPk, devicePk }: PublicKeys): Device {
  return deviceFromWire({ id: officer, signPk, devicePk });
}

/** Brings in a device whose code was compared: this one signs for its keys. */
export function bringIn(send: Send, office: Office, keys: Keys, offered: Offered): Promise<Outcome<unknown>> {
  const device = ownDevice(keys, offered);
  const voucher = voucherToWire({ by: keys.signPk, signature: vouchFor(office, device, keys.signSeed) });
  return send(addDevice, { params: office, body: { ...deviceToWire(device), voucher } });
}
