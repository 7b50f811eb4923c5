import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as platform from '#functions/platform/base64url';
import { opensslSha256 } from '#functions/platform/openssl';
import * as shared from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';

const bytes = fc.uint8Array({ maxLength: 300 });
/** Texts that are base64url, nearly so, and not at all. */
const text = fc.oneof(
  bytes.map((b) => Buffer.from(b).toString('base64')),
  bytes.map((b) => Buffer.from(b).toString('base64url')),
  fc.string({ unit: fc.constantFrom(...Array.from('ABQgwzZ09-_+/= \n中')) }),
  fc.string({ unit: 'binary' }),
);

describe('base64url on a server', () => {
  it('is refused and read exactly as on a phone', () => {
    fc.assert(
      fc.property(text, (t) => {
        expect(platform.fromBase64url(t)).toEqual(shared.fromBase64url(t));
      }),
      { numRuns: 2000 },
    );
  });

  it('is written exactly as on a phone, from a part of a buffer too', () => {
    fc.assert(
      fc.property(bytes, fc.nat({ max: 40 }), (b, from) => {
        const part = b.subarray(from);
        expect(platform.toBase64url(part)).toBe(shared.toBase64url(part));
      }),
    );
  });

  it.each(['A', 'AB', 'AA==', 'A+', 'AAA/', 'AAB', 'é', 'AA AA', 'AAAA\n'])('never takes %j', (t) => {
    expect(() => platform.bytesOf(t)).toThrow(RangeError);
  });

  it('hashes as a phone does', () => {
    fc.assert(
      fc.property(bytes, (b) => {
        expect(opensslSha256(b)).toEqual(sha256(b));
      }),
    );
  });
});
