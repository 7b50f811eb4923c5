/** The office's key on its way to each officer's device (formats.md section 5). */
import { concatBytes } from '../crypto/bytes';
import { fixed, tag, u32 } from '../crypto/codec';
import { sha256 } from '../crypto/hash';
import { deriveKeyPair, hpkeOpen, hpkeSeal, type KeyPair } from '../crypto/hpke';

/** Seals `office_ikm` to a device; null when the device's key is unusable. `ikmE`: 32 random bytes. */
export function sealOfficeKey(
  officeIkm: Uint8Array,
  entry: Uint8Array,
  officer: { id: number; devicePk: Uint8Array },
  ikmE: Uint8Array,
): Uint8Array | null {
  return hpkeSeal(officer.devicePk, info(entry, officer.id), fixed(officeIkm, 32), ikmE);
}

/** `office_ikm`, to be sealed to somebody else; null when it was not sealed to this device for this entry. */
export function openOfficeIkm(
  sealed: Uint8Array,
  entry: Uint8Array,
  officerId: number,
  device: KeyPair,
): Uint8Array | null {
  const officeIkm = hpkeOpen(device, info(entry, officerId), sealed);
  return officeIkm?.length === 32 ? officeIkm : null;
}

/** The office's key pair, or null when it was not sealed to this device for this entry. */
export function openOfficeKey(
  sealed: Uint8Array,
  entry: Uint8Array,
  officerId: number,
  device: KeyPair,
): KeyPair | null {
  const officeIkm = openOfficeIkm(sealed, entry, officerId, device);
  return officeIkm && deriveKeyPair(officeIkm);
}

function info(entry: Uint8Array, officerId: number): Uint8Array {
  return concatBytes(tag('dir/office-key'), sha256(entry), u32(officerId));
}
