import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  compareBytes,
  concatBytes,
  equalBytes,
  fromBase64url,
  fromHex,
  toBase64url,
  toHex,
} from '#shared/crypto/bytes';
import { fromUtf8, isWellFormed, utf8 } from '#shared/crypto/utf8';

const bytes = fc.uint8Array({ maxLength: 200 });

describe('written forms of bytes', () => {
  it('agree with the platform and come back', () => {
    fc.assert(
      fc.property(bytes, (b) => {
        expect(toHex(b)).toBe(Buffer.from(b).toString('hex'));
        expect(toBase64url(b)).toBe(Buffer.from(b).toString('base64url'));
        expect(fromHex(toHex(b))).toEqual(b);
        expect(fromBase64url(toBase64url(b))).toEqual(b);
      }),
    );
  });

  it.each(['0', 'AB', 'zz', ' 00'])('refuses %j as hexadecimal', (text) => {
    expect(fromHex(text)).toBeNull();
  });

  it.each(['A', 'AB', 'AA==', 'A+', 'AAA/', 'AAB', 'é'])('refuses %j as base64url', (text) => {
    expect(fromBase64url(text)).toBeNull();
  });

  it('compares as the platform does', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
        expect(concatBytes(a, b)).toEqual(new Uint8Array(Buffer.concat([a, b])));
      }),
    );
  });
});

describe('UTF-8', () => {
  it('agrees with the platform and comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)));
        expect(fromUtf8(utf8(text))).toBe(text);
        expect(isWellFormed(text)).toBe(true);
      }),
    );
  });

  it('decodes exactly what a strict platform decoder decodes', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const strict = (b: Uint8Array) => {
      try {
        return decoder.decode(b);
      } catch {
        return null;
      }
    };
    const nearlyText = fc.array(
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xa0, 0xf0, 0xf4, 0x90, 0xf8),
    );
    fc.assert(
      fc.property(nearlyText, (list) => {
        expect(fromUtf8(Uint8Array.from(list))).toBe(strict(Uint8Array.from(list)));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses half of a cut character', () => {
    expect(isWellFormed('好\ud83d')).toBe(false);
    expect(() => utf8('\udc00')).toThrow(RangeError);
  });
});
