import { describe, expect, it } from '@jest/globals';
import { toBase64url } from '#shared/crypto/bytes';
import { ANCHOR, OFFICER, sentDirectory, TODAY, TOWN, townEntry } from '#test/directory/county';
import { acceptDirectory, type Directory } from '#shared/directory/directory';
import { drawReceipt, RECEIPT_RANDOM_BYTES } from '#shared/tip/receipt';
import { receiptKeys } from '#shared/tip/receipt-keys';
import { chainHash, type ChainRecord, recordHash, type SealedRecord, servedTo } from '#shared/tip/record';
import { routeOf } from '#shared/tip/routing';
import { openThread } from '#shared/tip/thread';
import { chainFromWire } from '#shared/tip/wire';
import { RECORD_RANDOM_BYTES, writeRecord } from '#shared/tip/writing';
import { ZERO_HASH } from '#shared/tip/head';
import type { Content } from '#shared/tip/content';
import { bytes } from './case';

const directory = accepted();
const keys = receiptKeys(drawReceipt(bytes(RECEIPT_RANDOM_BYTES))!);

function accepted(extra = sentDirectory()): Directory {
  const directory = acceptDirectory(extra, ANCHOR, TODAY, 0);
  if (typeof directory === 'string') throw new Error(directory);
  return directory;
}

function record(
  seq: number,
  prev: Uint8Array,
  direction: 0 | 1,
  seed = direction === 0 ? keys.signSeed : OFFICER.signSeed,
): SealedRecord {
  const first: Content = {
    kind: 'first',
    hpkePk: keys.hpke.publicKey,
    signPk: keys.signPk,
    said: { text: '信' },
  };
  return writeRecord({
    caseId: keys.caseId,
    reporterPk: keys.hpke.publicKey,
    direction,
    seq,
    prev,
    directory,
    route: routeOf({ office: townEntry.office, second: null, about: {} }, directory, TODAY)!,
    content: seq === 0 ? first : { kind: 'message', said: { text: `第 ${seq} 条` } },
    signer: { id: direction === 0 ? 0 : OFFICER.id, seed },
    random: bytes(RECORD_RANDOM_BYTES),
  })!;
}

const zero = record(0, ZERO_HASH, 0);
const one = record(1, recordHash(zero), 1);
const two = record(2, recordHash(one), 0);
const read = (...records: SealedRecord[]) => flaws(records.map((each) => servedTo('reporter', each)));
const flaws = (records: readonly ChainRecord[]) =>
  openThread(
    records,
    { role: 'reporter', pairs: [keys.hpke] },
    {
      caseId: keys.caseId,
      reporter: keys.signPk,
      entryAt: ({ office }) => (office.area === TOWN ? townEntry : null),
    },
  ).map((entry) => (entry.ok ? 'shown' : entry.flaw));

describe('a thread', () => {
  it('is shown when every record follows the one before and is signed by its own', () => {
    expect(read(zero, one, two)).toEqual(['shown', 'shown', 'shown']);
  });

  it('withholds a reply that no officer of the directory signed', () => {
    const forged = record(1, recordHash(zero), 1, keys.signSeed);
    expect(read(zero, forged)).toEqual(['shown', 'signature']);
  });

  it('withholds what was left out, moved, or put in from elsewhere', () => {
    expect(read(zero, two)).toEqual(['shown', 'order']);
    expect(read(zero, two, one)).toEqual(['shown', 'order', 'order']);
    expect(read(zero, record(1, ZERO_HASH, 0))).toEqual(['shown', 'order']);
  });
});

describe('a record of a suite that this build does not know', () => {
  const wires = [zero, one, two].map((each) => {
    const { head, slot, slotsHash, body } = servedTo('reporter', each);
    const [h, s, x, b] = [head.bytes, slot, slotsHash, body].map(toBase64url);
    return { head: h!, slot: s!, slotsHash: x!, body: b!, wraps: [], day: TODAY };
  });
  const of = (version: number) => {
    const head = new Uint8Array(one.head.bytes);
    // The suite stands behind the tag: one byte of length, then the text.
    head[head[0]! + 2] = version;
    return { ...wires[1]!, head: toBase64url(head) };
  };

  it('keeps its place, and those after it are shown when they name it', () => {
    const foreign = of(2);
    const [, place] = chainFromWire([wires[0]!, foreign]);
    const after = record(2, chainHash(place!), 0);
    const served = [...chainFromWire([wires[0]!, foreign]), servedTo('reporter', after)];
    expect(flaws(served)).toEqual(['shown', 'suite', 'shown']);
    expect(flaws(chainFromWire([wires[0]!, foreign, wires[2]!]))).toEqual(['shown', 'suite', 'order']);
    expect(flaws(chainFromWire([wires[0]!, of(1), wires[2]!]))).toEqual(['shown', 'shown', 'shown']);
  });
});
