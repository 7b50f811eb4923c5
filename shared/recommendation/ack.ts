/** The acknowledgement of a cast record: T("rec/ack") | round_hash | record_hash | key_id | sig, by the service key. */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { fixed, tag } from '../crypto/codec';
import { ed25519Verify, type SigningKey } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';

function unsigned(roundHash: Uint8Array, recordHash: Uint8Array, servicePk: Uint8Array): Uint8Array {
  const keyId = sha256(fixed(servicePk, 32)).slice(0, 4);
  return concatBytes(tag('rec/ack'), fixed(roundHash, 32), fixed(recordHash, 32), keyId);
}

/** Made without a clock or randomness: the same record always has the same acknowledgement. */
export function makeAck(serviceKey: SigningKey, roundHash: Uint8Array, recordHash: Uint8Array): Uint8Array {
  const body = unsigned(roundHash, recordHash, serviceKey.publicKey);
  return concatBytes(body, serviceKey.sign(body));
}

/** Whether the service key of the directory acknowledged this record of this round. */
export function ackHolds(
  ack: Uint8Array,
  servicePk: Uint8Array,
  roundHash: Uint8Array,
  recordHash: Uint8Array,
): boolean {
  const body = unsigned(roundHash, recordHash, servicePk);
  return (
    equalBytes(ack.slice(0, body.length), body) && ed25519Verify(servicePk, body, ack.slice(body.length))
  );
}
