/** Hashing, signing and verifying by node's OpenSSL: the same decisions as `shared/crypto`, some twenty times faster. */
import { constants, createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import { PSS_SALT } from '#shared/crypto/blind-rsa';
import { concatBytes, equalBytes, fromHex, toBase64url } from '#shared/crypto/bytes';
import type { SigningKey } from '#shared/crypto/ed25519';
import type { Verifier } from '#shared/crypto/verifier';

/** SHA-256, for what is kilobytes long. */
export function opensslSha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hash('sha256', bytes, 'buffer'));
}

/** PKCS #8 of an Ed25519 key, before its 32-byte seed (RFC 8410 section 7). */
const PKCS8 = new Uint8Array(Buffer.from('302e020100300506032b657004220420', 'hex'));

/** The Ed25519 key of a 32-byte seed. */
export function opensslKey(seed: Uint8Array): SigningKey {
  const pkcs8 = Buffer.from(concatBytes(PKCS8, seed));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return {
    publicKey: new Uint8Array(Buffer.from(x ?? '', 'base64url')),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** y of the points of small order, without the sign of x: OpenSSL takes such keys, the rule does not. */
const SMALL_ORDER = [
  `00${'00'.repeat(31)}`,
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map((hex) => fromHex(hex) ?? new Uint8Array(0));

/** Whether a key is canonical and not of small order (formats.md section 0); whether it is a point, OpenSSL says. */
function isStrictKey(publicKey: Uint8Array): boolean {
  const y = publicKey.slice();
  y[31] = (y[31] ?? 0) & 0x7f;
  const isReduced = (y[0] ?? 0) < 0xed || y[31] !== 0x7f || y.subarray(1, 31).some((byte) => byte !== 0xff);
  return isReduced && !SMALL_ORDER.some((small) => equalBytes(small, y));
}

/** The checks of `shared/crypto/ed25519` and `shared/crypto/blind-rsa`. */
export const openssl: Verifier = {
  ed25519(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64 || !isStrictKey(publicKey)) return false;
    const x = toBase64url(publicKey);
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, message, key, signature);
  },

  rsa(n, input, signature, saltLength = PSS_SALT) {
    const key = createPublicKey({ key: { kty: 'RSA', n: toBase64url(n), e: 'AQAB' }, format: 'jwk' });
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    return verify('sha384', input, { key, padding, saltLength }, signature);
  },
};
