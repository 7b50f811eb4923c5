import { describe, expect, it } from '@jest/globals';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { deriveKeyPair, hpkeOpen, hpkeSeal } from '#shared/crypto/hpke';
import { x25519PublicKey, x25519SharedSecret } from '#shared/crypto/x25519';
import { hex, vectors } from '#test/vectors/read';

interface Rfc9180 {
  info: string;
  ikmR: string;
  pkRm: string;
  ikmE: string;
  enc: string;
  encryptions: { seq: number; pt: string; ct: string }[];
}
interface Rfc7748 {
  scalarmult: { k: string; u: string; out: string }[];
  iterated: { start: string; after_1: string; after_1000: string };
  low_order_u_must_be_refused: string[];
  dh: Record<'alice_private' | 'alice_public' | 'bob_private' | 'bob_public' | 'shared', string>;
}
const hpke = vectors<Rfc9180>('rfc9180-x25519-sha256-chacha20poly1305-base');
const curve = vectors<Rfc7748>('rfc7748-x25519');

describe('X25519', () => {
  it.each(curve.scalarmult)('holds RFC 7748 section 5.2 for $k', ({ k, u, out }) => {
    expect(toHex(x25519SharedSecret(hex(k), hex(u))!)).toBe(out);
  });

  it('holds the iterated vector of section 5.2 after 1 and 1,000 rounds', () => {
    let k = hex(curve.iterated.start);
    let u = k;
    for (let i = 1; i <= 1000; i += 1) {
      [k, u] = [x25519SharedSecret(k, u)!, k];
      if (i === 1) expect(toHex(k)).toBe(curve.iterated.after_1);
    }
    expect(toHex(k)).toBe(curve.iterated.after_1000);
  });

  it('agrees on a secret as in section 6.1', () => {
    const { dh } = curve;
    expect(toHex(x25519PublicKey(hex(dh.alice_private)))).toBe(dh.alice_public);
    expect(toHex(x25519SharedSecret(hex(dh.alice_private), hex(dh.bob_public))!)).toBe(dh.shared);
    expect(toHex(x25519SharedSecret(hex(dh.bob_private), hex(dh.alice_public))!)).toBe(dh.shared);
  });

  it.each(curve.low_order_u_must_be_refused)('refuses the low-order point %s', (u) => {
    expect(x25519SharedSecret(hex(curve.dh.alice_private), hex(u))).toBeNull();
    expect(hpkeSeal(hex(u), new Uint8Array(0), new Uint8Array(1), hex(hpke.ikmE))).toBeNull();
  });
});

describe('HPKE base mode, single shot', () => {
  const recipient = deriveKeyPair(hex(hpke.ikmR));
  const [first] = hpke.encryptions;
  const plain = hex(first!.pt);

  it('derives the keys of RFC 9180 A.2.1', () => {
    expect(toHex(recipient.publicKey)).toBe(hpke.pkRm);
    expect(toHex(deriveKeyPair(hex(hpke.ikmE)).publicKey)).toBe(hpke.enc);
  });

  it('encrypts as A.2.1.1; only the tag differs, since our additional data is empty', () => {
    const sealed = toHex(hpkeSeal(recipient.publicKey, hex(hpke.info), plain, hex(hpke.ikmE))!);
    expect(sealed.slice(0, -32)).toBe(hpke.enc + first!.ct.slice(0, -32));
  });

  it('opens what it seals, only whole, only for the key and info it was sealed to', () => {
    const sealed = hpkeSeal(recipient.publicKey, hex(hpke.info), plain, hex(hpke.ikmE))!;
    expect(hpkeOpen(recipient, hex(hpke.info), sealed)).toEqual(plain);
    expect(hpkeOpen(recipient, hex('00'), sealed)).toBeNull();
    expect(hpkeOpen(deriveKeyPair(hex(hpke.ikmE)), hex(hpke.info), sealed)).toBeNull();
    expect(hpkeOpen(recipient, hex(hpke.info), concatBytes(sealed, new Uint8Array(1)))).toBeNull();
    expect(hpkeOpen(recipient, hex(hpke.info), sealed.slice(0, 47))).toBeNull();
  });
});
