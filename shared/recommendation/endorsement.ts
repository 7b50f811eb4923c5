/** Endorsements: every trustee and the election committee sign the round before it may open (formats.md section 8). */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, tag } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import type { RoundParams } from './params';

/** T("rec/endorse") | round_hash: what each of them signs. */
function endorsementMessage(roundHash: Uint8Array): Uint8Array {
  return concatBytes(tag('rec/endorse'), fixed(roundHash, 32));
}

/** The signature of one endorser. */
export function endorse(signSeed: Uint8Array, roundHash: Uint8Array): Uint8Array {
  return ed25519Sign(signSeed, endorsementMessage(roundHash));
}

/** Whether one signature endorses the round. */
export function isEndorsedBy(signKey: Uint8Array, roundHash: Uint8Array, signature: Uint8Array): boolean {
  return ed25519Verify(signKey, endorsementMessage(roundHash), signature);
}

/** T("rec/endorse") | round_hash | n trustees' sig | committee's sig: logged beside the parameters. */
export function encodeEndorsements(
  roundHash: Uint8Array,
  trustees: readonly Uint8Array[],
  committee: Uint8Array,
): Uint8Array {
  return concatBytes(
    endorsementMessage(roundHash),
    ...trustees.map((s) => fixed(s, 64)),
    fixed(committee, 64),
  );
}

/** The signature at a place of an endorsement document: trustees from 0, the committee last. */
export function endorsementAt(document: Uint8Array, place: number): Uint8Array {
  const start = endorsementMessage(new Uint8Array(32)).length + 64 * place;
  return document.slice(start, start + 64);
}

/** Whether the document carries a holding signature of every trustee and of the committee: lacking one is lacking all. */
export function endorsementsHold(document: Uint8Array, roundHash: Uint8Array, params: RoundParams): boolean {
  const signatures = decode(document, (r) => {
    r.tag('rec/endorse');
    r.check(equalBytes(r.fixed(32), roundHash));
    return [...params.trustees, 'committee'].map(() => r.fixed(64));
  });
  const keys = [...params.trustees.map(({ signKey }) => signKey), params.committeeKey];
  return signatures !== null && signatures.every((sig, i) => isEndorsedBy(keys[i] ?? sig, roundHash, sig));
}
