import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair, type KeyPair } from '#shared/crypto/hpke';
import { vouchFor } from '#shared/directory/device';
import type { Office } from '#shared/directory/office';
import type { Session } from '#shared/identity/contract';
import { provedKeys } from './ceremony';

/** Somebody's device with its keys, under the id that they have. */
export interface TestDevice {
  office: Office;
  session: Session;
  id: number;
  signSeed: Uint8Array;
  device: KeyPair;
}

let serial = 0;

/** 32 bytes that no other device of the tests has. */
export const freshSeed = (): Uint8Array => sha256(new TextEncoder().encode(`second device ${(serial += 1)}`));

/** Another device of the same officer, with keys of its own. */
export const secondOf = ({ office, session, id }: TestDevice): TestDevice => ({
  ...{ office, session, id },
  signSeed: freshSeed(),
  device: deriveKeyPair(freshSeed()),
});

/** Its public keys, as a row of an entry has them. */
export const keysOf = ({ id, signSeed, device }: TestDevice) => ({
  id,
  signPk: ed25519PublicKey(signSeed),
  devicePk: device.publicKey,
});

/** What a new device says of itself. */
export function offerBody({ office, device, ...keys }: TestDevice, name = '家里的笔记本') {
  const { id, signSeed } = keys;
  return { ...provedKeys(office, { id, signSeed, devicePk: device.publicKey }), device: name };
}

/** What an earlier device says of it; `seed`: what it signs with, its own unless told. */
export function vouchedBody(by: TestDevice, next: TestDevice, seed = by.signSeed) {
  const { id, signPk, devicePk } = keysOf(next);
  const voucher = {
    by: toBase64url(ed25519PublicKey(by.signSeed)),
    signature: toBase64url(vouchFor(next.office, keysOf(next), seed)),
  };
  return { id, signPk: toBase64url(signPk), devicePk: toBase64url(devicePk), voucher };
}
