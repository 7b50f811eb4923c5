import { it } from '@jest/globals';
import { toHex } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { encodeEntry } from '#shared/directory/entry';
import { makerAmong, signMade } from '#shared/directory/made';
import { townEntry } from '#test/directory/county';
import { fx, isPublished } from './published';

/** The second entry of a town's office, whose one officer made its key. */
function made() {
  const officer = { id: 7, signSeed: fx('officer', 32) };
  const signPk = ed25519PublicKey(officer.signSeed);
  const devicePk = deriveKeyPair(fx('device', 32)).publicKey;
  const entry = encodeEntry({
    ...townEntry,
    epoch: 2,
    officePk: deriveKeyPair(fx('office', 32)).publicKey,
    officers: [{ id: officer.id, signPk, devicePk, maySign: true, mayHoldKey: true }],
  });
  const signed = signMade(entry, { officer: officer.id, signSeed: officer.signSeed });
  return {
    source: 'made by test/formats/made-vectors.test.ts from fixed inputs; hex. See office-key.md',
    sign_seed: toHex(officer.signSeed),
    sign_pk: toHex(signPk),
    officer_id: officer.id,
    entry: toHex(entry),
    made: toHex(signed),
    maker: makerAmong(entry, signed, [{ id: officer.id, signPk }]),
  };
}

it('makes the published values, byte for byte', () => {
  isPublished('docs/formats/office-key.json', made());
});
