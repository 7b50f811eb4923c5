import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { openRecord, sealRecord, servedTo } from '#shared/tip/record';
import { ROLES, SLOTS_RANDOM_BYTES, slotsRandom } from '#shared/tip/slots';
import { runs } from '#test/runs';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

it('a tip opens for its office and its writer, and for no other key in any slot', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(bytes(32), { minLength: 3, maxLength: 3, selector: (ikm) => ikm.join() }),
      bytes(SLOTS_RANDOM_BYTES),
      fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== ''),
      ([officeIkm, writerIkm, otherIkm], random, text) => {
        const [office, writer, other] = [officeIkm, writerIkm, otherIkm].map((ikm) => deriveKeyPair(ikm!));
        const record = sealRecord({
          head: {
            caseId: new Uint8Array(16),
            direction: 0,
            seq: 1,
            prev: new Uint8Array(32),
            office: { area: '990101101000' as never, kind: 1 },
            directory: new Uint8Array(32),
            files: new Uint8Array(32),
          },
          content: { kind: 'message', said: { text: text.trim() } },
          signer: { id: 0, seed: writerIkm! },
          keys: { office: office!.publicKey, reporter: writer!.publicKey },
          dek: otherIkm!,
          random: slotsRandom(random),
        })!;
        expect(openRecord(servedTo('office', record), { role: 'office', pairs: [office!] })).toHaveProperty(
          'content',
        );
        expect(
          openRecord(servedTo('reporter', record), { role: 'reporter', pairs: [writer!] }),
        ).toHaveProperty('content');
        for (const role of ROLES)
          expect(openRecord(servedTo(role, record), { role, pairs: [other!] })).toBe('slot');
      },
    ),
    { numRuns: runs(10) },
  );
});
