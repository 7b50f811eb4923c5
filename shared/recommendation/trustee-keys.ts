/**
 * A trustee's fresh round keys, one for each position, on their way to the office. Signed, so that nobody else
 * can take the trustee's seat with keys of their own (the round's endorsement would refuse them, but late).
 */
import { concatBytes } from '../crypto/bytes';
import { fixed, tag, u8 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';

/** T("rec/trustee-keys") | round id b[16] | u8 i | pk b[32] for each position, in the round's order. */
function message(round: Uint8Array, i: number, publicKeys: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    tag('rec/trustee-keys'),
    fixed(round, 16),
    u8(i),
    ...publicKeys.map((pk) => fixed(pk, 32)),
  );
}

export function signTrusteeKeys(
  signSeed: Uint8Array,
  round: Uint8Array,
  i: number,
  publicKeys: readonly Uint8Array[],
): Uint8Array {
  return ed25519Sign(signSeed, message(round, i, publicKeys));
}

/** Whether the trustee in seat i (from 1) signed these keys for this round. */
export function trusteeKeysHold(
  signKey: Uint8Array,
  round: Uint8Array,
  i: number,
  publicKeys: readonly Uint8Array[],
  signature: Uint8Array,
): boolean {
  return ed25519Verify(signKey, message(round, i, publicKeys), signature);
}
