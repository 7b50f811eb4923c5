/**
 * A trustee's signature under the sums of a closed position. Who signs has counted in their own browser: sums that
 * one person reports are nobody's result until another finds the same.
 */
import { concatBytes, fromBase64url } from '../crypto/bytes';
import { fixed, tag, u16, u32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { decodeParams, roundHash } from './params';
import type { PublicRound } from './round';
import type { TallyBody } from './tally';

/** T("rec/totals") | round_hash | u32 records | u32 valid | u32 blank | u32 invalid | u16 n | n x u32. */
function message(hash: Uint8Array, { records, valid, blank, invalid, names }: TallyBody): Uint8Array {
  const sums = [records, valid, blank, invalid].map(u32);
  return concatBytes(tag('rec/totals'), fixed(hash, 32), ...sums, u16(names.length), ...names.map(u32));
}

export function signTotals(signSeed: Uint8Array, hash: Uint8Array, tally: TallyBody): Uint8Array {
  return ed25519Sign(signSeed, message(hash, tally));
}

/** Whether the trustee with this key signed these sums of this round. */
export function totalsHold(
  signKey: Uint8Array,
  hash: Uint8Array,
  tally: TallyBody,
  signature: Uint8Array,
): boolean {
  return ed25519Verify(signKey, message(hash, tally), signature);
}

/** Whether both say the same. */
export function sameTotals(a: readonly TallyBody[], b: readonly TallyBody[]): boolean {
  const sums = ({ records, valid, blank, invalid, names }: TallyBody) => [
    records,
    valid,
    blank,
    invalid,
    ...names,
  ];
  return JSON.stringify(a.map(sums)) === JSON.stringify(b.map(sums));
}

/** Whether a trustee of the round's own parameters signed every sum that a published round shows. */
export function areConfirmed({ confirmed, positions }: PublicRound): boolean {
  return positions.every(({ params, totals }, i) => {
    const bytes = fromBase64url(params);
    const trustee = bytes && confirmed && decodeParams(bytes)?.trustees[confirmed.seat - 1];
    const signature = fromBase64url(confirmed?.signatures[i] ?? '');
    return Boolean(
      bytes &&
        trustee &&
        totals &&
        signature &&
        totalsHold(trustee.signKey, roundHash(bytes), totals, signature),
    );
  });
}
