import { expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { leafHash } from '#shared/crypto/merkle';
import { DISCIPLINE } from '#shared/directory/office';
import { signAgreement, signAsk } from '#shared/recovery/ask';
import { partOf, recoverKey, sealParts } from '#shared/recovery/parts';
import { encodeUses, leafOfUse } from '#shared/recovery/use';
import { kdf } from '#shared/crypto/kdf';
import { H } from '#shared/crypto/hash';
import { decodeHead, encodeHead, ZERO_HASH } from '#shared/tip/head';
import { holderSlots, sealSlots, SLOTS_RANDOM_BYTES, slotsRandom } from '#shared/tip/slots';
import { encodeLeaf } from '#shared/transparency/leaf';
import { fx, isPublished } from './published';

const TOWN = { area: AreaCode.parse('990101100000'), kind: DISCIPLINE } as const;
const COUNTY = { area: AreaCode.parse('990101000000'), kind: DISCIPLINE } as const;
const DAY = 20_783;
const card = (place: number) => deriveKeyPair(fx(`card ${place}`, 32));

/** The first record of a case: the first and the third of its holders give its key back. */
function made() {
  const caseId = fx('case', 16);
  const dek = fx('dek', 32);
  const uncommitted = encodeHead({
    ...{ caseId, direction: 0, seq: 0, prev: ZERO_HASH, office: TOWN, directory: fx('directory', 32) },
    ...{ bucket: 1, files: ZERO_HASH },
  });
  const commit = kdf(H('tip/salt', uncommitted), dek)('commit', 32);
  const head = decodeHead(concatBytes(uncommitted, commit))!;
  const keys = {
    holder1: card(1).publicKey,
    holder2: card(2).publicKey,
    holder3: card(3).publicKey,
  };
  const random = slotsRandom(fx('slots random', SLOTS_RANDOM_BYTES));
  const slots = holderSlots(sealSlots(dek, keys, { head: head.bytes, wrap: 0 }, random)!);
  const record = { head, wraps: [], slots };
  const places = [1, 3] as const;
  const parts = places.map((place) => partOf(record, places, card(place)));
  expect(recoverKey(record, places, [parts[0]!.secret, parts[1]!.secret])).toEqual({ kind: 'key', dek });

  const officer = { id: 7, seed: fx('officer', 32) };
  const holder = { id: 8, seed: fx('holder', 32) };
  const said = { caseId, office: TOWN, day: DAY, loss: 'devices', seqs: [0] } as const;
  const ask = signAsk({ ...said, id: fx('ask', 16) }, officer);
  const agreement = signAgreement({ ask, office: COUNTY, recoveryPk: card(1).publicKey }, holder);
  const document = encodeUses([{ caseId, direction: 0, seq: 0, day: DAY, holders: places }]);
  const of = { document, recoveryPk: card(1).publicKey };
  const office = deriveKeyPair(fx('office', 32));
  return {
    source: 'made by test/formats/recovery-vectors.test.ts from fixed inputs; hex. See tip-recovery.md',
    head: toHex(head.bytes),
    dek: toHex(dek),
    card_ikm: [1, 2, 3].map((place) => toHex(fx(`card ${place}`, 32))),
    slots_random: toHex(fx('slots random', SLOTS_RANDOM_BYTES)),
    slots_of_the_holders: toHex(slots),
    officer_pk: toHex(ed25519PublicKey(officer.seed)),
    ask: toHex(ask),
    holder_pk: toHex(ed25519PublicKey(holder.seed)),
    agreement: toHex(agreement),
    document: toHex(document),
    leaf: toHex(encodeLeaf(leafOfUse(COUNTY.area, document, DAY))),
    leaf_hash: toHex(leafHash(encodeLeaf(leafOfUse(COUNTY.area, document, DAY)))),
    part_of_the_first: toHex(parts[0]!.secret),
    part_of_the_third: toHex(parts[1]!.secret),
    office_ikm: toHex(fx('office', 32)),
    ephemeral_ikm: toHex(fx('ephemeral', 32)),
    sealed_part_of_the_first: toHex(sealParts([parts[0]!], office.publicKey, of, fx('ephemeral', 32))!),
  };
}

it('makes the published values, byte for byte', () => {
  isPublished('docs/formats/tip-recovery.json', made());
});
