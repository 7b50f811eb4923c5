import { describe, expect, it } from '@jest/globals';
import { openssl } from '#functions/platform/openssl';
import { blind, finalize, prepare, verifyRsa } from '#shared/crypto/blind-rsa';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { hex, vectors } from '#test/vectors/read';

interface Rfc9474 {
  vectors: Record<
    | 'name'
    | 'n'
    | 'd'
    | 'msg'
    | 'msg_prefix'
    | 'input_msg'
    | 'salt'
    | 'inv'
    | 'blinded_msg'
    | 'blind_sig'
    | 'sig',
    string
  >[];
}
const cases = vectors<Rfc9474>('rfc9474-rsabssa').vectors;

/** r of a vector that gives r^-1: x^(n-...) is out of reach without the factors, so extended Euclid. */
function invertHex(inv: string, n: string): Uint8Array {
  const modulus = BigInt(`0x${n}`);
  let [r0, r1, t0, t1] = [modulus, BigInt(`0x${inv}`), 0n, 1n];
  while (r1 > 0n) {
    const q = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1];
  }
  return hex((((t0 % modulus) + modulus) % modulus).toString(16).padStart(n.length, '0'));
}

describe.each(cases)('RFC 9474 appendix A: $name', (v) => {
  const n = hex(v.n);
  const input = prepare(hex(v.msg), hex(v.msg_prefix));
  const salt = hex(v.salt);

  it('prepares the message', () => {
    expect(toHex(input)).toBe(v.input_msg);
  });

  it('blinds it to the same bytes', () => {
    const made = blind(n, input, salt, invertHex(v.inv, v.n))!;
    expect(toHex(made.blinded)).toBe(v.blinded_msg);
    expect(toHex(made.unblinder)).toBe(v.inv.padStart(v.n.length, '0'));
  });

  it('takes the blinding off to the same signature', () => {
    const signature = finalize(n, input, hex(v.blind_sig), hex(v.inv), salt.length);
    expect(toHex(signature!)).toBe(v.sig);
  });

  it('verifies the signature and refuses another message, salt length, byte or size', () => {
    const sig = hex(v.sig);
    const bent = sig.map((b, i) => (i === 9 ? b ^ 1 : b));
    // The phone's and the server's: they must decide alike.
    for (const verifies of [verifyRsa, openssl.rsa]) {
      expect(verifies(n, input, sig, salt.length)).toBe(true);
      expect(verifies(n, concatBytes(input, Uint8Array.of(0)), sig, salt.length)).toBe(false);
      expect(verifies(n, input, sig, salt.length === 0 ? 48 : 0)).toBe(false);
      expect(verifies(n, input, bent, salt.length)).toBe(false);
      expect(verifies(n, input, sig.slice(1), salt.length)).toBe(false);
    }
  });
});

describe('an answer that is no signature', () => {
  const v = cases[0]!;
  const input = hex(v.input_msg);

  it('is refused by finalize', () => {
    expect(finalize(hex(v.n), input, hex(v.blinded_msg), hex(v.inv))).toBeNull();
    expect(finalize(hex(v.n), input, hex(v.blind_sig).slice(2), hex(v.inv))).toBeNull();
  });

  it('is refused when it is not below n, though it is the same number mod n', () => {
    const above = BigInt(`0x${v.sig}`) + BigInt(`0x${v.n}`);
    const sameLength = hex(above.toString(16).padStart(v.n.length, '0').slice(-v.n.length));
    for (const verifies of [verifyRsa, openssl.rsa])
      expect(verifies(hex(v.n), input, sameLength)).toBe(false);
  });

  it('a blinding factor without inverse is not used', () => {
    expect(blind(hex(v.n), input, hex(v.salt), new Uint8Array(528))).toBeNull();
  });
});
