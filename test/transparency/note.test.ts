import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toHex } from '#shared/crypto/bytes';
import { ed25519Verify } from '#shared/crypto/ed25519';
import { utf8 } from '#shared/crypto/utf8';
import {
  cosignCheckpoint,
  cosignedAt,
  openCheckpoint,
  readCheckpointText,
  signCheckpoint,
} from '#shared/transparency/checkpoint';
import { readNote, readVerifierKey, signaturesOf, verifierKey, writeNote } from '#shared/transparency/note';
import { vectors } from '#test/vectors/read';
import { policyOf } from '#shared/transparency/policy';
import { CLOCK, keyOf, LOG, POLICY, TRUST, WITNESS } from './keys';
import { provenIn, SEEN_AT } from './proofs';
import { readProof } from '#shared/transparency/proof';
import { structureLeaf } from '#shared/transparency/leaf';
import { COUNTY } from '#test/setup';

interface Vectors {
  notes_verifiable: { from: string; vkey: string; note: string }[];
  parse_only: { from: string; text: string; cosigned_message?: string }[];
}
const SECOND = { name: 'witness.test/w2', key: keyOf(new Uint8Array(32).fill(78)) };
const keyText = ({ name, key: { publicKey } }: typeof SECOND) =>
  verifierKey({ name, type: 'cosignature', publicKey });
const file = vectors<Vectors>('c2sp-notes');

describe('a signed note', () => {
  it.each(file.notes_verifiable)('of $from holds under its verifier key', ({ vkey, note }) => {
    const key = readVerifierKey(vkey)!;
    const read = readNote(note)!;
    const [signature] = signaturesOf(read, key);
    expect(ed25519Verify(key.publicKey, utf8(read.text), signature!.bytes)).toBe(true);
    expect(verifierKey(key)).toBe(vkey);
  });

  it.each(file.parse_only)('of $from is read and written back as it was', ({ text }) => {
    const note = readNote(text)!;
    expect(readCheckpointText(note.text)).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
    });
    const lines = text.slice(note.text.length + 1).split(/(?<=\n)/);
    expect(writeNote(note.text, lines)).toBe(text);
  });

  it('is refused where its form is not exact', () => {
    const [{ note } = { note: '' }] = file.notes_verifiable;
    for (const bent of [
      note.trimEnd(),
      note.replace('\n\n', '\n'),
      `${note}\n`,
      note.replaceAll('\n', '\r\n'),
      note.replace('— ', '- '),
      note.replace('=\n', '\n'),
    ]) {
      expect(readNote(bent)).toBeNull();
    }
  });
});

describe('a checkpoint', () => {
  const structure = utf8('a structure');
  const checkpoint = () => {
    const [proof] = provenIn([structureLeaf('close', COUNTY, structure, 0)]);
    return readProof(proof!)!.checkpoint;
  };

  it('is accepted with the log, its clock and one witness, whose time it bears', () => {
    expect(openCheckpoint(checkpoint(), POLICY)).toMatchObject({
      size: 1,
      seen: SEEN_AT,
      clock: expect.any(Number),
    });
  });

  /** It again, with the times that clock and witness sign. */
  const signedAt = (clock: number, ...witnesses: number[]) => {
    const { text } = readNote(checkpoint())!;
    const cosigners = [WITNESS, SECOND].slice(0, witnesses.length);
    return writeNote(text, [
      signCheckpoint(text, LOG.name, LOG.key),
      cosignCheckpoint(text, CLOCK.name, CLOCK.key, clock),
      ...cosigners.map(({ name, key }, i) => cosignCheckpoint(text, name, key, witnesses[i]!)),
    ]);
  };
  const OF_TWO = policyOf({ ...TRUST, witnesses: [...TRUST.witnesses, keyText(SECOND)], quorum: 2 })!;
  const times = fc.integer({ min: -600, max: 100_000 }).map((apart) => SEEN_AT + apart);

  it('bears the day of its publication where a slow witness signs the day before', () => {
    const midnight = Date.UTC(2026, 10, 26, 16) / 1000;
    const published = midnight + 4 * 60;
    expect(openCheckpoint(signedAt(published, published - 9 * 60), POLICY)).toMatchObject({
      seen: published,
    });
  });

  it('bears a time that neither the county nor a witness can set before that of the other', () => {
    fc.assert(
      fc.property(times, times, (first, second) => {
        const opened = openCheckpoint(signedAt(SEEN_AT, first, second), OF_TWO);
        expect(opened).toMatchObject({ seen: Math.max(SEEN_AT, first, second) });
      }),
      { numRuns: 30 },
    );
  });

  it('counts no witness whose clock is more than ten minutes behind the one of the log', () => {
    expect(openCheckpoint(signedAt(SEEN_AT, SEEN_AT - 600), POLICY)).toMatchObject({ seen: SEEN_AT });
    expect(openCheckpoint(signedAt(SEEN_AT, SEEN_AT - 601), POLICY)).toBe('witness');
    expect(openCheckpoint(signedAt(SEEN_AT, SEEN_AT, SEEN_AT - 601), OF_TWO)).toBe('witness');
  });

  it('is refused without any one of its three signatures', () => {
    const whole = checkpoint();
    const [text, lines] = [whole.slice(0, whole.indexOf('\n\n') + 1), whole.slice(whole.indexOf('\n\n') + 2)];
    const [log = '', clock = '', witness = ''] = lines.split(/(?<=\n)/);
    expect(openCheckpoint(writeNote(text, [clock, witness]), POLICY)).toBe('signature');
    expect(openCheckpoint(writeNote(text, [log, witness]), POLICY)).toBe('clock');
    expect(openCheckpoint(writeNote(text, [log, clock]), POLICY)).toBe('witness');
    expect(openCheckpoint(writeNote(text, [log, clock]), { ...POLICY, quorum: 0 })).toMatchObject({
      seen: null,
    });
  });

  it('is refused with any one bit flipped', () => {
    const bytes = utf8(checkpoint());
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const bent = Buffer.from(bytes);
        bent[at]! ^= 1 << bit;
        expect(typeof openCheckpoint(bent.toString('utf8'), POLICY)).toBe('string');
      }),
    );
  });

  it('takes no cosignature of another text, time or key', () => {
    const note = readNote(checkpoint())!;
    const [witness] = POLICY.witnesses;
    expect(cosignedAt(note, witness!)).toBe(SEEN_AT);
    expect(cosignedAt({ ...note, text: note.text.replace('\n1\n', '\n2\n') }, witness!)).toBe(false);
    expect(cosignedAt(note, { ...witness!, publicKey: POLICY.clock.publicKey })).toBeNull();
    expect(toHex(witness!.publicKey)).not.toBe(toHex(POLICY.clock.publicKey));
  });
});
