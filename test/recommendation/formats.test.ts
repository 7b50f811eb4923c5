import { describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { portable } from '#shared/crypto/verifier';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { opensslKey } from '#functions/platform/openssl';
import { ackHolds, makeAck } from '#shared/recommendation/ack';
import { boardOrder, boardRoot } from '#shared/recommendation/board';
import { decodeChoice, encodeChoice } from '#shared/recommendation/choice';
import { decodeClose, encodeClose } from '#shared/recommendation/close';
import { open } from '#shared/recommendation/count';
import { decodeEligible, eligibleHash, encodeEligible } from '#shared/recommendation/eligible';
import { encodeEndorsements, endorse, endorsementsHold } from '#shared/recommendation/endorsement';
import { decodeParams, encodeParams, type RoundParams, roundHash } from '#shared/recommendation/params';
import { decodeRecord, makeRecord, recordHash, recordHolds } from '#shared/recommendation/record';
import { makeRelease, readRelease } from '#shared/recommendation/release';
import { recordContext, sealChoice } from '#shared/recommendation/seal';
import { askToken, finishToken, verifyToken } from '#shared/recommendation/token';
import { hex, vectors } from '#test/vectors/read';

interface RoundVector {
  area: string;
  round: number;
  position: 13;
  kind: 2;
  opens: number;
  closes: number;
  max_names: number;
  electorate: number;
  k: number;
  people: { name: string; group: string }[];
  trustees: { id: number; ikm: string; sign_seed: string }[];
  committee_seed: string;
  rsa_n: string;
  eligible: string;
  params: string;
  round_hash: string;
  endorsements: string;
  board_root: string;
  issued_root: string;
  close: string;
  release_of_2: string;
  service_seed: string;
  record_hash: string;
  ack: string;
}
interface RecordVector {
  round_hash: string;
  voter_seed: string;
  trustee_ikm: string[];
  seed: string;
  choice: string;
  prefix: string;
  pss_salt: string;
  blind_r: string;
  blinded: string;
  blind_sig: string;
  rsa_sig: string;
  record: string;
  record_hash: string;
  bad_sealed_wrong_share_in_slot_3: string;
}
const v = vectors<RoundVector>('recommendation-round');
const old = vectors<{ recommendation: RecordVector }>('formats-examples').recommendation;
const rsaN = hex(v.rsa_n);

const params: RoundParams = {
  area: AreaCode.parse(v.area),
  round: v.round,
  position: v.position,
  kind: v.kind,
  opens: v.opens,
  closes: v.closes,
  maxNames: v.max_names,
  eligible: v.people.length,
  eligibleHash: eligibleHash(hex(v.eligible)),
  electorate: v.electorate,
  rsaN,
  k: v.k,
  trustees: v.trustees.map((t) => ({
    id: t.id,
    publicKey: deriveKeyPair(hex(t.ikm)).publicKey,
    signKey: ed25519PublicKey(hex(t.sign_seed)),
  })),
  committeeKey: ed25519PublicKey(hex(v.committee_seed)),
};

describe('round parameters', () => {
  it('are the bytes of the vector, and come back from them', () => {
    expect(toHex(encodeParams(params))).toBe(v.params);
    expect(decodeParams(hex(v.params))).toEqual(params);
    expect(toHex(roundHash(hex(v.params)))).toBe(v.round_hash);
  });

  it('are refused with a byte too few, a byte too many, or values that make no round', () => {
    const bytes = hex(v.params);
    const bad = [{ k: 5 }, { k: 0 }, { maxNames: 0 }, { maxNames: 16 }, { eligible: 0 }, { closes: v.opens }];
    expect(decodeParams(bytes.slice(1))).toBeNull();
    expect(decodeParams(bytes.slice(0, -1))).toBeNull();
    expect(decodeParams(concatBytes(bytes, Uint8Array.of(0)))).toBeNull();
    for (const change of bad) expect(decodeParams(encodeParams({ ...params, ...change }))).toBeNull();
  });

  it('name an eligible list whose bytes come back', () => {
    expect(toHex(encodeEligible(v.people))).toBe(v.eligible);
    expect(decodeEligible(hex(v.eligible))).toEqual(v.people);
    expect(decodeEligible(encodeEligible(v.people).slice(v.eligible.length / 2 - 33))).toBeNull();
  });
});

describe('endorsements', () => {
  const signatures = v.trustees.map((t) => endorse(hex(t.sign_seed), hex(v.round_hash)));
  const committee = endorse(hex(v.committee_seed), hex(v.round_hash));

  it('are the bytes of the vector and hold', () => {
    expect(toHex(encodeEndorsements(hex(v.round_hash), signatures, committee))).toBe(v.endorsements);
    expect(endorsementsHold(hex(v.endorsements), hex(v.round_hash), params)).toBe(true);
  });

  it('do not hold when one signature is another person’s, or missing, or for another round', () => {
    const [first, ...rest] = signatures;
    const doubled = encodeEndorsements(hex(v.round_hash), [rest[0]!, ...rest], committee);
    const missing = encodeEndorsements(hex(v.round_hash), rest, committee);
    const other = hex(v.round_hash).map((b) => b ^ 1);
    expect(first).toBeDefined();
    expect(endorsementsHold(doubled, hex(v.round_hash), params)).toBe(false);
    expect(endorsementsHold(missing, hex(v.round_hash), params)).toBe(false);
    expect(endorsementsHold(hex(v.endorsements), other, params)).toBe(false);
  });
});

describe('a choice', () => {
  const limits = { maxNames: 3, eligible: 5 };

  it('is 32 bytes whatever it says, and comes back ascending', () => {
    expect(toHex(encodeChoice([3, 0]))).toBe(old.choice);
    expect(decodeChoice(encodeChoice([3, 0]), limits)).toEqual([0, 3]);
    expect(decodeChoice(encodeChoice([]), limits)).toEqual([]);
  });

  it('is invalid, never blank, when it is not of the round', () => {
    const bad = ['0005', '00010001', '00010000'].map((start) => start.padEnd(64, 'f'));
    expect(decodeChoice(encodeChoice([0, 1, 2, 3]), limits)).toBeNull();
    expect(decodeChoice(hex('ffff0001'.padEnd(64, 'f')), limits)).toBeNull();
    expect(decodeChoice(hex(`${'f'.repeat(60)}0001`), limits)).toBeNull();
    for (const bytes of bad) expect(decodeChoice(hex(bytes), limits)).toBeNull();
  });
});

describe('a record', () => {
  const keys = old.trustee_ikm.map((ikm) => deriveKeyPair(hex(ikm)));
  const openers = { k: 2, publicKeys: keys.map(({ publicKey }) => publicKey) };
  const round = hex(old.round_hash);
  const pk = ed25519PublicKey(hex(old.voter_seed));
  const token = hex(old.prefix + old.rsa_sig);

  it('asks for the token of the vector and finishes it', () => {
    const random = hex(old.prefix + old.pss_salt + old.blind_r.padStart(544, '0'));
    const pending = askToken(rsaN, round, pk, random)!;
    expect(toHex(pending.blinded)).toBe(old.blinded);
    expect(toHex(finishToken(rsaN, round, pk, pending, hex(old.blind_sig))!)).toBe(toHex(token));
    expect(verifyToken(rsaN, round, pk, token, portable.rsa)).toBe(true);
    expect(
      verifyToken(
        rsaN,
        round,
        pk.map((b) => b ^ 1),
        token,
        portable.rsa,
      ),
    ).toBe(false);
  });

  it('is the bytes of the vector, 742 at n = 3', () => {
    const choice = encodeChoice([0, 3]);
    const signSeed = hex(old.voter_seed);
    const bytes = makeRecord({
      roundHash: round,
      signSeed,
      token,
      version: 1,
      choice,
      seed: hex(old.seed),
      openers,
    })!;
    expect(bytes).toHaveLength(742);
    expect(toHex(bytes)).toBe(old.record);
    expect(toHex(recordHash(bytes))).toBe(old.record_hash);
  });

  it('comes apart again and holds; one changed byte and it does not', () => {
    const record = decodeRecord(hex(old.record))!;
    const bent = decodeRecord(hex(old.record).map((b, i) => (i === 500 ? b ^ 1 : b)))!;
    expect(recordHolds(record, rsaN, portable)).toBe(true);
    expect(recordHolds(bent, rsaN, portable)).toBe(false);
    expect(record.trustees).toBe(3);
    expect(decodeRecord(hex(old.record).slice(1))).toBeNull();
  });

  it('is opened by each two of the three; the vector’s cheating one by none', () => {
    const counted = {
      ...params,
      k: 2,
      eligible: 5,
      trustees: keys.map((key, i) => ({ ...params.trustees[i]!, ...key })),
    };
    const record = decodeRecord(hex(old.record))!;
    const cheating = { ...record, sealed: hex(old.bad_sealed_wrong_share_in_slot_3) };
    for (const pair of [
      [1, 2],
      [2, 3],
      [1, 3],
    ]) {
      const opened = { params: counted, roundHash: round, keys: new Map(pair.map((i) => [i, keys[i - 1]!])) };
      expect(open(opened, record)).toEqual({ kind: 'counts', names: [0, 3] });
      expect(open(opened, cheating).kind).toBe('void');
    }
  });

  it('cannot be sealed to a key of low order', () => {
    const weak = { k: 2, publicKeys: [...openers.publicKeys.slice(1), new Uint8Array(32)] };
    expect(sealChoice(recordContext(round, pk, 1), hex(old.seed), encodeChoice([]), weak)).toBeNull();
  });
});

describe('after closing', () => {
  it('the closing is the bytes of the vector', () => {
    const close = {
      roundHash: hex(v.round_hash),
      records: 3,
      issued: 4,
      paper: 1,
      boardRoot: hex(v.board_root),
      issuedRoot: hex(v.issued_root),
    };
    expect(toHex(encodeClose(close))).toBe(v.close);
    expect(decodeClose(hex(v.close))).toEqual(close);
  });

  it('a release is the bytes of the vector and counts only for its own seat and signature', () => {
    const round = hex(v.round_hash);
    const second = v.trustees[1]!;
    expect(toHex(makeRelease(hex(second.sign_seed), round, 2, hex(second.ikm)))).toBe(v.release_of_2);
    expect(readRelease(hex(v.release_of_2), round, params)?.i).toBe(2);
    const forged = makeRelease(hex(v.trustees[0]!.sign_seed), round, 2, hex(second.ikm));
    const wrongSeat = makeRelease(hex(second.sign_seed), round, 1, hex(second.ikm));
    const noSeat = makeRelease(hex(second.sign_seed), round, 0, hex(second.ikm));
    for (const bytes of [forged, wrongSeat, noSeat]) expect(readRelease(bytes, round, params)).toBeNull();
  });

  it('an acknowledgement is the bytes of the vector and proves one record of one round', () => {
    const [round, record] = [hex(v.round_hash), hex(v.record_hash)];
    const servicePk = ed25519PublicKey(hex(v.service_seed));
    expect(toHex(makeAck(opensslKey(hex(v.service_seed)), round, record))).toBe(v.ack);
    expect(ackHolds(hex(v.ack), servicePk, round, record)).toBe(true);
    expect(ackHolds(hex(v.ack), servicePk, record, round)).toBe(false);
  });

  it('the board forgets the order of casting', () => {
    const records = [1, 2, 3].map((b) => new Uint8Array(742).fill(b));
    const order = boardOrder(records).map(({ hash }) => hash);
    expect(boardOrder([...records].reverse()).map(({ hash }) => hash)).toEqual(order);
    expect(boardRoot(order)).toHaveLength(32);
  });
});
