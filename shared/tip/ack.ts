/** The office's signed word that a record was received, to the day and no finer (formats.md section 6). */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, tag, u32 } from '../crypto/codec';
import { ed25519Verify, type SigningKey } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';

export interface Ack {
  readonly caseId: Uint8Array;
  readonly seq: number;
  readonly recordHash: Uint8Array;
  /** Days since 1970-01-01 in UTC+8. */
  readonly day: number;
}

/** key_id: the first four bytes of the service key's hash. */
function serviceKeyId(servicePk: Uint8Array): Uint8Array {
  return sha256(servicePk).slice(0, 4);
}

/** An acknowledgement signed with the county's service key. */
export function signAck(ack: Ack, serviceKey: SigningKey): Uint8Array {
  const signed = concatBytes(
    tag('tip/ack'),
    fixed(ack.caseId, 16),
    u32(ack.seq),
    fixed(ack.recordHash, 32),
    u32(ack.day),
    serviceKeyId(serviceKey.publicKey),
  );
  return concatBytes(signed, serviceKey.sign(signed));
}

/** What an acknowledgement says, or null unless it is signed by this service key. */
export function readAck(bytes: Uint8Array, servicePk: Uint8Array): Ack | null {
  return decode(bytes, (reader) => {
    reader.tag('tip/ack');
    const ack = {
      caseId: reader.fixed(16),
      seq: reader.u32(),
      recordHash: reader.fixed(32),
      day: reader.u32(),
    };
    reader.check(equalBytes(reader.fixed(4), serviceKeyId(servicePk)));
    const signed = reader.soFar();
    reader.check(ed25519Verify(servicePk, signed, reader.fixed(64)));
    return ack;
  });
}
