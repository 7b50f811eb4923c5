import { AreaCode } from '#shared/area/code';
import { aeadSeal } from '#shared/crypto/aead';
import { concatBytes } from '#shared/crypto/bytes';
import { u8 } from '#shared/crypto/codec';
import { deriveKeyPair, hpkeSeal, type KeyPair } from '#shared/crypto/hpke';
import { split } from '#shared/crypto/shamir';
import type { OpenedRound } from '#shared/recommendation/count';
import type { RoundParams } from '#shared/recommendation/params';
import type { CastRecord } from '#shared/recommendation/record';
import { choiceAad, recordContext, sealKeys, slotInfo } from '#shared/recommendation/seal';
import { fixed } from './county';

/** How a phone that does not follow the rule may fill one slot. */
export type Cheat = 'wrong share' | 'wrong place' | 'other seed' | 'random slot' | 'free ephemeral key';

export interface SealedCase {
  record: CastRecord;
  openedBy: (seats: readonly number[]) => OpenedRound;
  strangersKey: KeyPair;
}

/** A record made slot by slot, as the rule says or with one slot that cheats, and a round that opens it. */
export function sealedCase(made: {
  k: number;
  n: number;
  seed: Uint8Array;
  choice: Uint8Array;
  cheat?: { how: Cheat; seat: number };
}): SealedCase {
  const { k, n, seed, choice, cheat } = made;
  const trustees = Array.from({ length: n }, (_, i) => deriveKeyPair(fixed(`trustee ${i}`)));
  const roundHash = fixed('round');
  const pk = fixed('pk');
  const context = recordContext(roundHash, pk, 1);
  const keys = sealKeys(context, seed);
  const shares = split(seed, k, n, keys.coefficients(k));
  const slots = trustees.map(({ publicKey }, at) => {
    const i = at + 1;
    const how = cheat?.seat === i ? cheat.how : undefined;
    if (how === 'random slot') return concatBytes(fixed('a'), fixed('b'), fixed('c')).slice(0, 81);
    const share = how === 'wrong share' ? fixed('share') : shares[at]!.bytes;
    const place = how === 'wrong place' ? (i % n) + 1 : i;
    const otherShare =
      how === 'other seed' ? split(fixed('seed'), k, n, keys.coefficients(k))[at]!.bytes : share;
    const ephemeral = how === 'free ephemeral key' ? fixed('ephemeral') : keys.ephemeral(i);
    return hpkeSeal(publicKey, slotInfo(context, i), concatBytes(u8(place), otherShare), ephemeral)!;
  });
  const sealed = concatBytes(aeadSeal(keys.choice, choice, choiceAad(context)), ...slots);
  const empty = new Uint8Array(0);
  const params = roundOf(k, trustees);
  return {
    record: { trustees: n, roundHash, pk, version: 1, token: empty, sealed, signature: empty, signed: empty },
    openedBy: (seats) => ({ params, roundHash, keys: new Map(seats.map((i) => [i, trustees[i - 1]!])) }),
    strangersKey: deriveKeyPair(fixed('stranger')),
  };
}

function roundOf(k: number, trustees: readonly KeyPair[]): RoundParams {
  return {
    area: AreaCode.parse('990101100201'),
    round: 1,
    position: 13,
    kind: 2,
    opens: 1,
    closes: 2,
    maxNames: 3,
    eligible: 5,
    eligibleHash: fixed('eligible'),
    electorate: 10,
    rsaN: new Uint8Array(256),
    k,
    trustees: trustees.map(({ publicKey }, i) => ({ id: i + 1, publicKey, signKey: publicKey })),
    committeeKey: fixed('committee'),
  };
}

/** Every choice of k seats out of 1..n. */
export function subsets(n: number, k: number): number[][] {
  const all = Array.from({ length: 2 ** n }, (_, mask) =>
    Array.from({ length: n }, (__, i) => i + 1).filter((i) => (mask >> (i - 1)) & 1),
  );
  return all.filter((seats) => seats.length === k);
}
