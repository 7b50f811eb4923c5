import { it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { toHex } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { DISCIPLINE } from '#shared/directory/office';
import { ZERO_HASH } from '#shared/tip/head';
import type { NoteSaid } from '#shared/tip/note';
import { noteKeys } from '#shared/tip/notes';
import { recordHash, sealRecord } from '#shared/tip/record';
import { SLOTS_RANDOM_BYTES, slotOf, slotsRandom } from '#shared/tip/slots';
import { townEntry } from '#test/directory/county';
import { fx, isPublished } from './published';

const SAID: NoteSaid = { note: 'handling', way: 'verification', text: '先找村会计核对名单' };

/** The first note of a case, by an officer of the town's discipline office. */
function made() {
  const office = { area: AreaCode.parse('990101100000'), kind: DISCIPLINE } as const;
  const signer = { id: 7, seed: fx('officer', 32) };
  const note = sealRecord({
    head: {
      caseId: fx('case', 16),
      direction: 2,
      seq: 0,
      prev: ZERO_HASH,
      office,
      directory: fx('directory', 32),
      files: ZERO_HASH,
    },
    content: { kind: 'note', said: SAID },
    signer,
    keys: noteKeys({ ...townEntry, officePk: deriveKeyPair(fx('office', 32)).publicKey }),
    dek: fx('dek', 32),
    random: slotsRandom(fx('slots random', SLOTS_RANDOM_BYTES)),
  })!;
  return {
    source: 'made by test/formats/note-vectors.test.ts from fixed inputs; hex. See tip-note.md',
    json: JSON.stringify(SAID),
    officer: signer.id,
    officer_pk: toHex(ed25519PublicKey(signer.seed)),
    office_ikm: toHex(fx('office', 32)),
    dek: toHex(fx('dek', 32)),
    slots_random: toHex(fx('slots random', SLOTS_RANDOM_BYTES)),
    head: toHex(note.head.bytes),
    slot_of_the_office: toHex(slotOf(note.slots, 'office')),
    slots_sha256: toHex(note.slotsHash),
    body_sha256: toHex(sha256(note.body)),
    record_hash: toHex(recordHash(note)),
  };
}

it('makes the published values, byte for byte', () => {
  isPublished('docs/formats/tip-note.json', made());
});
