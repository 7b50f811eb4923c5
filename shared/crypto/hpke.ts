/**
 * HPKE base mode, single shot (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
 * The additional data is always empty; what the message belongs to is said in `info`.
 */
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { aeadOpen, aeadSeal } from './aead';
import { concatBytes } from './bytes';
import { u16 } from './codec';
import { utf8 } from './utf8';
import { x25519PublicKey, x25519SharedSecret } from './x25519';

/** What sealing adds: the encapsulated key and the tag, in bytes. */
export const HPKE_OVERHEAD = 32 + 16;

const EMPTY = new Uint8Array(0);
const VERSION = utf8('HPKE-v1');
const KEM = concatBytes(utf8('KEM'), u16(0x0020));
const SUITE = concatBytes(utf8('HPKE'), u16(0x0020), u16(0x0001), u16(0x0003));

/** An X25519 key pair; kept as the 32-byte `ikm` it is derived from. */
export interface KeyPair {
  readonly secret: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** DeriveKeyPair (section 7.1.3). */
export function deriveKeyPair(ikm: Uint8Array): KeyPair {
  const secret = labeledExpand(KEM, labeledExtract(KEM, EMPTY, 'dkp_prk', ikm), 'sk', EMPTY, 32);
  return { secret, publicKey: x25519PublicKey(secret) };
}

/**
 * SealWith(ikmE, ..): `enc || ct`, the ephemeral key made from `ikmE` (32 bytes, random unless the caller must
 * be able to seal again). Null when the recipient's key is unusable (all-zero result, section 7.1.4).
 */
export function hpkeSeal(
  recipient: Uint8Array,
  info: Uint8Array,
  plain: Uint8Array,
  ikmE: Uint8Array,
): Uint8Array | null {
  const ephemeral = deriveKeyPair(ikmE);
  const dh = x25519SharedSecret(ephemeral.secret, recipient);
  if (dh === null) return null;
  const { key, nonce } = schedule(sharedSecret(dh, ephemeral.publicKey, recipient), info);
  return concatBytes(ephemeral.publicKey, aeadSeal(key, plain, EMPTY, nonce));
}

/** The plaintext of `enc || ct`, or null when it was not sealed to this key with this info. */
export function hpkeOpen(recipient: KeyPair, info: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  const shared = hpkeShared(recipient, sealed);
  return shared && hpkeOpenBy(shared, info, sealed);
}

/** What the recipient shares with the sender of this one message (Decap, section 4.1): it opens that and nothing else. */
export function hpkeShared(recipient: KeyPair, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < HPKE_OVERHEAD) return null;
  const enc = sealed.slice(0, 32);
  const dh = x25519SharedSecret(recipient.secret, enc);
  return dh && sharedSecret(dh, enc, recipient.publicKey);
}

/** The plaintext of `enc || ct` by what was shared with its sender; null when that is of another message or info. */
export function hpkeOpenBy(shared: Uint8Array, info: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  const { key, nonce } = schedule(shared, info);
  return aeadOpen(key, sealed.slice(32), EMPTY, nonce);
}

/** ExtractAndExpand (section 4.1). */
function sharedSecret(dh: Uint8Array, enc: Uint8Array, recipient: Uint8Array): Uint8Array {
  const eae = labeledExtract(KEM, EMPTY, 'eae_prk', dh);
  return labeledExpand(KEM, eae, 'shared_secret', concatBytes(enc, recipient), 32);
}

/** The key schedule of base mode (section 5.1) for sequence number 0. */
function schedule(shared: Uint8Array, info: Uint8Array) {
  const context = concatBytes(
    Uint8Array.of(0),
    labeledExtract(SUITE, EMPTY, 'psk_id_hash', EMPTY),
    labeledExtract(SUITE, EMPTY, 'info_hash', info),
  );
  const secret = labeledExtract(SUITE, shared, 'secret', EMPTY);
  return {
    key: labeledExpand(SUITE, secret, 'key', context, 32),
    nonce: labeledExpand(SUITE, secret, 'base_nonce', context, 12),
  };
}

function labeledExtract(suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Uint8Array {
  return extract(sha256, concatBytes(VERSION, suite, utf8(label), ikm), salt);
}

function labeledExpand(
  suite: Uint8Array,
  key: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Uint8Array {
  return expand(sha256, key, concatBytes(u16(length), VERSION, suite, utf8(label), info), length);
}
