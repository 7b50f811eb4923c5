import { describe, expect, it } from '@jest/globals';
import { aeadOpen, aeadSeal } from '#shared/crypto/aead';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { kdf } from '#shared/crypto/kdf';
import { hex, vectors } from '#test/vectors/read';

interface File {
  hkdf_sha256: { name: string; ikm: string; salt: string; info: string; L: number; okm: string }[];
  chacha20poly1305: { key: string; nonce: string; aad: string; pt: string; tag: string; ct: string }[];
}
const file = vectors<File>('rfc5869-rfc8439');

describe('HKDF-SHA256', () => {
  it.each(file.hkdf_sha256)('holds RFC 5869 $name', (v) => {
    expect(toHex(kdf(hex(v.salt), hex(v.ikm))(hex(v.info), v.L))).toBe(v.okm);
  });
});

describe('ChaCha20-Poly1305', () => {
  it.each(file.chacha20poly1305)('holds RFC 8439 section 2.8.2', (v) => {
    const sealed = concatBytes(hex(v.ct), hex(v.tag));
    expect(aeadSeal(hex(v.key), hex(v.pt), hex(v.aad), hex(v.nonce))).toEqual(sealed);
    expect(aeadOpen(hex(v.key), sealed, hex(v.aad), hex(v.nonce))).toEqual(hex(v.pt));
    expect(aeadOpen(hex(v.key), sealed, hex(v.aad))).toBeNull();
    expect(aeadOpen(hex(v.key), sealed.slice(1), hex(v.aad), hex(v.nonce))).toBeNull();
    expect(aeadOpen(hex(v.key), new Uint8Array(15), hex(v.aad))).toBeNull();
  });
});
