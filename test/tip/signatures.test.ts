import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import { aeadOpen, aeadSeal } from '#shared/crypto/aead';
import { concatBytes } from '#shared/crypto/bytes';
import { tag } from '#shared/crypto/codec';
import { H, sha256 } from '#shared/crypto/hash';
import { kdf } from '#shared/crypto/kdf';
import { acceptDirectory } from '#shared/directory/directory';
import { type Content, encodeContent } from '#shared/tip/content';
import { ZERO_HASH } from '#shared/tip/head';
import { drawReceipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { receiptKeys } from '#shared/tip/receipt-keys';
import { recordHash, type SealedRecord, servedTo } from '#shared/tip/record';
import { routeOf } from '#shared/tip/routing';
import { openThread } from '#shared/tip/thread';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { ANCHOR, OFFICER, sentDirectory, TODAY, TOWN_KEY, townEntry } from '#test/directory/county';
import { hex } from '#test/vectors/read';

const { Point } = ed25519;
const { Fn } = Point;
const keys = receiptKeys(drawReceipt(new Uint8Array(RECEIPT_RANDOM_BYTES).fill(9))!);
const directory = acceptDirectory(sentDirectory(), ANCHOR, TODAY, 0);
if (typeof directory === 'string') throw new Error(directory);
const route = routeOf({ office: townEntry.office, second: null, about: {} }, directory, TODAY)!;
const random = Uint8Array.from({ length: RECORD_RANDOM_BYTES }, (_, i) => (i * 31) % 251);

const little = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const bytesOfScalar = (value: bigint): Uint8Array =>
  new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse());

/** A key pair whose public half has a part of small order, and what it makes of a message. */
interface Odd {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

const SECRET = 123_456_789n;
const NONCE = 987_654_321n;

/**
 * S = r + k a over the key as it is published: a verifier that multiplies by the cofactor takes it. `k` is odd, so that
 * no multiple of the small part vanishes by chance; `more` is added to S.
 */
function oddKey(torsion: string, more = 0n): Odd {
  const publicKey = Point.BASE.multiply(SECRET).add(Point.fromHex(torsion)).toBytes();
  const sign = (message: Uint8Array, nonce = NONCE): Uint8Array => {
    const R = Point.BASE.multiply(nonce).toBytes();
    const k = Fn.create(little(hash512(R, publicKey, message)));
    if (k % 2n === 0n) return sign(message, nonce + 1n);
    return concatBytes(R, bytesOfScalar(Fn.create(nonce + k * SECRET) + more));
  };
  return { publicKey, sign };
}

function hash512(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(
    createHash('sha512')
      .update(concatBytes(...parts))
      .digest(),
  );
}

/** A key of small order: R is the key itself and S is zero. */
const tiny = (encoded: string): Odd => {
  const publicKey = hex(encoded);
  return { publicKey, sign: () => concatBytes(publicKey, new Uint8Array(32)) };
};

const NEUTRAL = `01${'00'.repeat(31)}`;
const [, ...TORSION] = [NEUTRAL, ...ED25519_TORSION_SUBGROUP.filter((one) => one !== NEUTRAL)];

/** The record with its signature exchanged, which only its writer can do: whoever has the data key. */
function signedBy(record: SealedRecord, content: Content, { sign }: Odd): SealedRecord {
  const derive = kdf(H('tip/salt', record.head.uncommitted), random.slice(0, 32));
  const plain = aeadOpen(derive('body', 32), record.body, record.head.bytes)!;
  const message = concatBytes(
    tag('tip/sign'),
    H('tip/head-hash', record.head.bytes),
    sha256(encodeContent(content)),
  );
  const other = concatBytes(plain.slice(0, 5), sign(message), plain.slice(69));
  return { ...record, body: aeadSeal(derive('body', 32), other, record.head.bytes) };
}

const first = (signPk: Uint8Array): Content => ({
  kind: 'first',
  hpkePk: keys.hpke.publicKey,
  signPk,
  said: { text: '信' },
});
const reply: Content = { kind: 'message', said: { text: '收到' } };

function write(direction: 0 | 1, content: Content, prev = ZERO_HASH): SealedRecord {
  return writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction,
    seq: direction,
    prev,
    directory: directory as Exclude<typeof directory, string>,
    route,
    content,
    signer: direction === 0 ? { id: 0, seed: keys.signSeed } : { id: OFFICER.id, seed: OFFICER.signSeed },
    random,
  })!;
}

/** The town's entry with another key for its officer. */
const entryOf = (signPk: Uint8Array) => ({
  ...townEntry,
  officers: townEntry.officers.map((one) => ({ ...one, signPk })),
});

const read = (records: readonly SealedRecord[], officer: Uint8Array) =>
  openThread(
    records.map((one) => servedTo('office', one)),
    { role: 'office', pairs: [TOWN_KEY] },
    { caseId: keys.caseId, reporter: null, entryAt: () => entryOf(officer) },
  ).map((entry) => (entry.ok ? 'shown' : entry.flaw));

/** What the letter and the reply are, signed by these keys. */
function shown(key: Odd, by: 'reporter' | 'officer') {
  const honest = townEntry.officers[0]!.signPk;
  if (by === 'reporter') {
    const content = first(key.publicKey);
    return read([signedBy(write(0, content), content, key)], honest)[0];
  }
  const zero = write(0, first(keys.signPk));
  return read([zero, signedBy(write(1, reply, recordHash(zero)), reply, key)], key.publicKey)[1];
}

describe.each(['reporter', 'officer'] as const)('a signature of the %s', (by) => {
  const honest: Odd = oddKey(NEUTRAL);

  it('is taken from a key without a part of small order', () => {
    expect(shown(honest, by)).toBe('shown');
  });

  it('is refused with S beyond the order, which is the same signature in another spelling', () => {
    expect(shown(oddKey(NEUTRAL, Fn.ORDER), by)).toBe('signature');
  });

  it.each(TORSION)('is refused from a key of small order, %s, which signs anything', (encoded) => {
    expect(shown(tiny(encoded), by)).toBe('signature');
  });

  it.each(TORSION)('is refused from a key with %s added, which a cofactored check takes', (encoded) => {
    const odd = oddKey(encoded);
    const message = new Uint8Array(32).fill(5);
    expect(ed25519.verify(odd.sign(message), message, odd.publicKey, { zip215: true })).toBe(true);
    expect(shown(odd, by)).toBe('signature');
  });

  it('is refused from a key that is not canonical', () => {
    expect(shown(tiny(`ee${'ff'.repeat(30)}7f`), by)).toBe('signature');
    expect(shown(tiny(`01${'00'.repeat(30)}80`), by)).toBe('signature');
  });
});
