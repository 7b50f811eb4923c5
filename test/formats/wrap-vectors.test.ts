import { it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { H, sha256 } from '#shared/crypto/hash';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { DISCIPLINE } from '#shared/directory/office';
import { signConfirmation } from '#shared/tip/confirm';
import { decodeHead, encodeHead, ZERO_HASH } from '#shared/tip/head';
import { SLOTS_RANDOM_BYTES, slotOf, slotsRandom } from '#shared/tip/slots';
import { rewrap } from '#shared/tip/wrap';
import { fx, isPublished } from './published';

const TOWN = { area: AreaCode.parse('990101100000'), kind: DISCIPLINE } as const;
const COUNTY = { area: AreaCode.parse('990101000000'), kind: DISCIPLINE } as const;
const OFFICER = 7;

/** The first record of a case, whose slots a town's officer seals to the county's office. */
function made() {
  const caseId = fx('case', 16);
  const directory = fx('directory', 32);
  const place = { caseId, direction: 0, seq: 0, prev: ZERO_HASH, office: TOWN } as const;
  const head = concatBytes(
    encodeHead({ ...place, directory, bucket: 1, files: ZERO_HASH }),
    fx('commit', 32),
  );
  const signer = { id: OFFICER, seed: fx('officer', 32) };
  const { slots, wrap } = rewrap({
    head: decodeHead(head)!,
    slotsHash: fx('slots', 32),
    wraps: 0,
    dek: fx('dek', 32),
    from: TOWN,
    to: COUNTY,
    keys: {
      office: deriveKeyPair(fx('office', 32)).publicKey,
      reporter: deriveKeyPair(fx('reporter', 32)).publicKey,
    },
    signer,
    random: slotsRandom(fx('slots random', SLOTS_RANDOM_BYTES)),
  })!;
  const recordHash = H('tip/record', sha256(head), fx('slots', 32), fx('body', 32));
  const second = { id: OFFICER + 1, seed: fx('second officer', 32) };
  const confirm = signConfirmation({ caseId, seq: 0, recordHash, office: COUNTY, directory }, second);
  return {
    source: 'made by test/formats/wrap-vectors.test.ts from fixed inputs; hex. See tip-wrap.md',
    head: toHex(head),
    dek: toHex(fx('dek', 32)),
    office_ikm: toHex(fx('office', 32)),
    reporter_ikm: toHex(fx('reporter', 32)),
    slots_random: toHex(fx('slots random', SLOTS_RANDOM_BYTES)),
    slots_old_sha256: toHex(fx('slots', 32)),
    slot_of_the_office: toHex(slotOf(slots, 'office')),
    slot_of_the_reporter: toHex(slotOf(slots, 'reporter')),
    slots_new_sha256: toHex(sha256(slots)),
    officer_pk: toHex(ed25519PublicKey(signer.seed)),
    wrap: toHex(wrap),
    record_hash: toHex(recordHash),
    second_officer_pk: toHex(ed25519PublicKey(second.seed)),
    confirm: toHex(confirm),
  };
}

it('makes the published values, byte for byte', () => {
  isPublished('docs/formats/tip-wrap.json', made());
});
