/** A trustee's release of the round key after closing (kind 9 in the log). */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, tag, u8 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { deriveKeyPair, type KeyPair } from '../crypto/hpke';
import type { RoundParams } from './params';

interface Release {
  /** The trustee's slot, from 1. */
  readonly i: number;
  readonly key: KeyPair;
}

function unsigned(roundHash: Uint8Array, i: number, ikm: Uint8Array): Uint8Array {
  return concatBytes(tag('rec/release'), fixed(roundHash, 32), u8(i), fixed(ikm, 32));
}

/** T("rec/release") | round_hash | u8 i | trustee_ikm | sig. */
export function makeRelease(
  signSeed: Uint8Array,
  roundHash: Uint8Array,
  i: number,
  ikm: Uint8Array,
): Uint8Array {
  const body = unsigned(roundHash, i, ikm);
  return concatBytes(body, ed25519Sign(signSeed, body));
}

/** The released key, or null unless the trustee signed it and it gives the trustee_pk of the parameters. */
export function readRelease(bytes: Uint8Array, roundHash: Uint8Array, params: RoundParams): Release | null {
  return decode(bytes, (r) => {
    r.tag('rec/release');
    r.check(equalBytes(r.fixed(32), roundHash));
    const i = r.u8();
    const key = deriveKeyPair(r.fixed(32));
    const body = r.soFar();
    const trustee = params.trustees[i - 1];
    r.check(trustee !== undefined && equalBytes(key.publicKey, trustee.publicKey));
    r.check(trustee !== undefined && ed25519Verify(trustee.signKey, body, r.fixed(64)));
    return { i, key };
  });
}
