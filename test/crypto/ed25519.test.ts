import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ed25519, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { openssl, opensslKey } from '#functions/platform/openssl';
import { toHex } from '#shared/crypto/bytes';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from '#shared/crypto/ed25519';
import { hex, vectors } from '#test/vectors/read';

interface Rfc8032 {
  vectors: { name: string; secret: string; public: string; message: string; signature: string }[];
}
interface Speccheck {
  vectors: { case: number; message: string; pub_key: string; signature: string; strict_rule: boolean }[];
}
const S_OF_CASE_1 = 'a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04';
const R_OF_CASE_1 = 'f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43';

// The two cases that the file lacks: keys that are not canonical, with signatures that a lax verifier takes.
const NON_CANONICAL_A = [
  { name: 'y = p + 1', pub_key: `ee${'ff'.repeat(30)}7f`, signature: R_OF_CASE_1 + S_OF_CASE_1 },
  {
    name: 'x = 0 with its sign bit set',
    pub_key: `01${'00'.repeat(30)}80`,
    signature: R_OF_CASE_1 + S_OF_CASE_1,
  },
];

/** The phone's verifier and the server's: they must decide alike, or a cast record is void when it is counted. */
const verifiers = [ed25519Verify, openssl.ed25519];

describe('Ed25519', () => {
  it.each(vectors<Rfc8032>('rfc8032-ed25519').vectors)('holds RFC 8032 section 7.1 $name', (v) => {
    expect(toHex(ed25519PublicKey(hex(v.secret)))).toBe(v.public);
    expect(toHex(ed25519Sign(hex(v.secret), hex(v.message)))).toBe(v.signature);
    expect(toHex(opensslKey(hex(v.secret)).publicKey)).toBe(v.public);
    expect(toHex(opensslKey(hex(v.secret)).sign(hex(v.message)))).toBe(v.signature);
    for (const verifies of verifiers)
      expect(verifies(hex(v.public), hex(v.message), hex(v.signature))).toBe(true);
  });

  it.each(vectors<Speccheck>('ed25519-speccheck').vectors)(
    'judges speccheck case $case by the strict rule',
    (v) => {
      for (const verifies of verifiers)
        expect(verifies(hex(v.pub_key), hex(v.message), hex(v.signature))).toBe(v.strict_rule);
    },
  );

  it.each(NON_CANONICAL_A)('refuses a key that is not canonical: $name', ({ pub_key, signature }) => {
    expect(ed25519.verify(hex(signature), hex('00'), hex(pub_key), { zip215: true })).toBe(true);
    for (const verifies of verifiers) expect(verifies(hex(pub_key), hex('00'), hex(signature))).toBe(false);
  });

  it.each(ED25519_TORSION_SUBGROUP)('refuses the key of small order %s, whatever is signed', (key) => {
    // R is the key itself and S is zero: over one message in eight OpenSSL alone would take it.
    const signature = hex(key + '00'.repeat(32));
    const messages = Array.from({ length: 64 }, (_, i) => Uint8Array.of(i));
    for (const verifies of verifiers)
      expect(messages.filter((message) => verifies(hex(key), message, signature))).toEqual([]);
  });

  it('agrees with OpenSSL on honest signatures and on those with one bit flipped', () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(seed, fc.uint8Array(), fc.nat(511), fc.boolean(), (secret, message, bit, flip) => {
        const publicKey = ed25519PublicKey(secret);
        const signature = ed25519Sign(secret, message);
        if (flip) signature[bit >> 3]! ^= 1 << (bit & 7);
        const x = Buffer.from(publicKey).toString('base64url');
        const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
        for (const verifies of verifiers) expect(verifies(publicKey, message, signature)).toBe(!flip);
        expect(verify(null, message, key, signature)).toBe(!flip);
      }),
      { numRuns: 30 },
    );
  });

  it('takes nothing of the wrong size', () => {
    for (const verifies of verifiers) {
      expect(verifies(new Uint8Array(31), new Uint8Array(0), new Uint8Array(64))).toBe(false);
      expect(verifies(new Uint8Array(32), new Uint8Array(0), new Uint8Array(63))).toBe(false);
    }
  });
});
