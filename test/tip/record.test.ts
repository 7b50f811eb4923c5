import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { H, sha256 } from '#shared/crypto/hash';
import { combine } from '#shared/crypto/shamir';
import { opensslKey } from '#functions/platform/openssl';
import { readAck, signAck } from '#shared/tip/ack';
import { ACK_BYTES } from '#shared/tip/sizes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { decodeHead } from '#shared/tip/head';
import { decodeRecord, encodeRecord, openRecord, recordHash, sealRecord, servedTo } from '#shared/tip/record';
import { receiptKeys } from '#shared/tip/receipt-keys';
import { openSlot, slotOf } from '#shared/tip/slots';
import { hex, vectors } from '#test/vectors/read';

interface Example {
  receipts: { groups: string }[];
  tip_record: {
    recovery_ikm: string[];
    dummy_ikm: string[];
    dummy_payload: string[];
    slot_ikmE: string[];
  } & Record<
    | 'dek'
    | 'office_ikm'
    | 'above_ikm'
    | 'shamir_coefficients'
    | 'head'
    | 'head_hash'
    | 'slots'
    | 'body_sha256'
    | 'body_first_64'
    | 'body_tag'
    | 'record_hash'
    | 'service_seed'
    | 'ack',
    string
  > & { record_bytes: number };
}
const file = vectors<Example>('formats-examples');
const example = file.tip_record;
const reporter = receiptKeys(file.receipts[0]!.groups.split(' ').map(Number));
const office = deriveKeyPair(hex(example.office_ikm));
const holders = example.recovery_ikm.map((ikm) => deriveKeyPair(hex(ikm)));
const HOLDERS = ['holder1', 'holder2', 'holder3'] as const;
const head = decodeHead(hex(example.head))!;

const record = sealRecord({
  head,
  content: {
    kind: 'first',
    hpkePk: reporter.hpke.publicKey,
    signPk: reporter.signPk,
    said: { text: '有人送米拉票' },
  },
  signer: { id: 0, seed: reporter.signSeed },
  keys: {
    office: office.publicKey,
    above: deriveKeyPair(hex(example.above_ikm)).publicKey,
    reporter: reporter.hpke.publicKey,
    holder1: holders[0]!.publicKey,
    holder2: holders[1]!.publicKey,
    holder3: holders[2]!.publicKey,
  },
  dek: hex(example.dek),
  random: {
    coefficients: hex(example.shamir_coefficients),
    slots: example.slot_ikmE.map((ephemeral, i) => ({
      ephemeral: hex(ephemeral),
      dummyKey: hex(example.dummy_ikm[i - 6] ?? ''),
      dummyPayload: hex(example.dummy_payload[i - 6] ?? ''),
    })),
  },
})!;

describe('a sealed record', () => {
  it('has the bytes of the worked example', () => {
    expect(toHex(record.head.bytes)).toBe(example.head);
    expect(toHex(H('tip/head-hash', record.head.bytes))).toBe(example.head_hash);
    expect(toHex(record.slots)).toBe(example.slots);
    expect(toHex(sha256(record.body))).toBe(example.body_sha256);
    expect(toHex(record.body.slice(0, 64))).toBe(example.body_first_64);
    expect(toHex(record.body.slice(-16))).toBe(example.body_tag);
    expect(toHex(recordHash(record))).toBe(example.record_hash);
    expect(encodeRecord(record)).toHaveLength(example.record_bytes);
  });

  it('comes back from its bytes, and from no others', () => {
    const bytes = encodeRecord(record);
    expect(decodeRecord(bytes)).toEqual(record);
    expect(decodeRecord(concatBytes(bytes, Uint8Array.of(0)))).toBeNull();
    expect(decodeRecord(bytes.slice(1))).toBeNull();
  });

  it('opens for the office and for the writer, signed by the writer', () => {
    for (const opener of [
      { role: 'office', pairs: [reporter.hpke, office] },
      { role: 'reporter', pairs: [reporter.hpke] },
    ] as const) {
      const opened = openRecord(servedTo(opener.role, record), opener);
      expect(opened).toMatchObject({
        signerId: 0,
        content: { kind: 'first', said: { text: '有人送米拉票' } },
      });
      if (typeof opened === 'string') throw new Error(opened);
      expect(opened.signedBy(reporter.signPk)).toBe(true);
      expect(opened.signedBy(ed25519PublicKey(hex(example.service_seed)))).toBe(false);
    }
  });

  it('gives its data key to any two of the three recovery holders together', () => {
    const context = { head: record.head.bytes, wrap: 0 };
    const shares = holders.map(
      (pair, i) => openSlot(slotOf(record.slots, HOLDERS[i]!), HOLDERS[i]!, pair, context)!,
    );
    expect(toHex(combine([shares[0]!, shares[2]!])!)).toBe(example.dek);
    expect(openRecord(servedTo('holder1', record), { role: 'holder1', pairs: [holders[0]!] })).toBe('slot');
  });

  it.each([
    ['slot', { ...record, slots: record.slots.map((byte, i) => (i === 0 ? byte ^ 1 : byte)) }],
    ['body', { ...record, body: record.body.map((byte, i) => (i === 9 ? byte ^ 1 : byte)) }],
  ] as const)('says that the %s is broken when a byte of it was changed', (flaw, changed) => {
    expect(openRecord(servedTo('office', changed), { role: 'office', pairs: [office] })).toBe(flaw);
  });

  it('takes the longest text and refuses one letter that does not fit', () => {
    const long = (length: number) =>
      sealRecord({
        head,
        content: { kind: 'message', said: { text: '好'.repeat(length) } },
        signer: { id: 0, seed: reporter.signSeed },
        keys: {},
        dek: hex(example.dek),
        random: {
          coefficients: new Uint8Array(32),
          slots: Array.from({ length: 8 }, () => ({
            ephemeral: hex(example.dek),
            dummyKey: hex(example.dek),
            dummyPayload: new Uint8Array(33),
          })),
        },
      });
    expect(long(5000)?.body).toHaveLength(16_384);
    expect(long(6000)).toBeNull();
  });
});

describe('an acknowledgement', () => {
  const seed = hex(example.service_seed);
  const ack = { caseId: head.caseId, seq: 0, recordHash: hex(example.record_hash), day: 20_780 };

  it('is 144 bytes, names its key by the first four bytes of its hash, and is signed as OpenSSL checks', () => {
    const bytes = signAck(ack, opensslKey(seed));
    const x = Buffer.from(ed25519PublicKey(seed));
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') },
      format: 'jwk',
    });
    expect(bytes).toHaveLength(ACK_BYTES);
    expect(bytes.slice(0, 76)).toEqual(hex(example.ack).slice(0, 76));
    expect(Buffer.from(bytes.slice(76, 80))).toEqual(createHash('sha256').update(x).digest().subarray(0, 4));
    expect(verify(null, bytes.slice(0, 80), key, bytes.slice(80))).toBe(true);
    expect(readAck(bytes, x)).toEqual(ack);
  });

  it('is refused under another key or when a byte was changed', () => {
    const bytes = signAck(ack, opensslKey(seed));
    expect(readAck(bytes, reporter.signPk)).toBeNull();
    bytes[60]! ^= 1;
    expect(readAck(bytes, ed25519PublicKey(seed))).toBeNull();
  });
});
