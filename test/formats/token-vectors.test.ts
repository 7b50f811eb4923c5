import { checkPrimeSync } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { toHex } from '#shared/crypto/bytes';
import { TOKEN_RANDOM_BYTES } from '#shared/crypto/blind-token';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { leafHash } from '#shared/crypto/merkle';
import { portable } from '#shared/crypto/verifier';
import { startOfMonth } from '#shared/token/month';
import { encodeIssuer, type Issuer, issuerLeaf } from '#shared/token/issuer';
import {
  askVillagerToken,
  decodeSpend,
  finishVillagerToken,
  holdsSpend,
  spendToken,
} from '#shared/token/token';
import { encodeLeaf } from '#shared/transparency/leaf';
import { fx, isPublished } from './published';

const E = 65_537n;
const MONTH = 83;

const integer = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes)}`);
const modulus = (value: bigint): Uint8Array =>
  new Uint8Array(Buffer.from(value.toString(16).padStart(512, '0'), 'hex'));

/** The first prime from these bytes on, with its two highest bits set. */
function prime(name: string): bigint {
  let found = integer(fx(name, 128)) | (3n << 1022n) | 1n;
  while (!checkPrimeSync(found)) found += 2n;
  return found;
}

/** RFC 8017 section 5.1.2, by squaring: another one than the app's. */
function power(base: bigint, exponent: bigint, n: bigint): bigint {
  let result = 1n;
  for (let [square, rest] = [base, exponent]; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return result;
}

function issuerOfExample(): { issuer: Issuer; sign: (blinded: Uint8Array) => Uint8Array } {
  const [p, q] = [prime('token p'), prime('token q')];
  const order = (p - 1n) * (q - 1n);
  let d = order + 1n;
  while (d % E !== 0n) d += order;
  d /= E;
  const issuer = { county: AreaCode.parse('990101000000'), month: MONTH, rsaN: modulus(p * q) };
  return { issuer, sign: (blinded) => modulus(power(integer(blinded), d, p * q)) };
}

function made() {
  const { issuer, sign } = issuerOfExample();
  const seed = fx('token seed', 32);
  const pk = ed25519PublicKey(seed);
  const random = fx('token random', TOKEN_RANDOM_BYTES);
  const pending = askVillagerToken(issuer, pk, random)!;
  const answer = sign(pending.blinded);
  const token = finishVillagerToken(issuer, pk, pending, answer)!;
  const recordHash = fx('token record', 32);
  const spend = spendToken(seed, token, recordHash);
  expect(holdsSpend(issuer, decodeSpend(spend)!, recordHash, portable)).toBe(true);
  const leaf = encodeLeaf(issuerLeaf(issuer, startOfMonth(MONTH)));
  return {
    source: 'made by test/formats/token-vectors.test.ts from fixed inputs; hex. See villager-token.md',
    county: issuer.county,
    month: MONTH,
    rsa_n: toHex(issuer.rsaN),
    issuer: toHex(encodeIssuer(issuer)),
    log_leaf: toHex(leaf),
    log_leaf_hash: toHex(leafHash(leaf)),
    seed: toHex(seed),
    pk: toHex(pk),
    random: toHex(random),
    blinded: toHex(pending.blinded),
    blind_sig: toHex(answer),
    token: toHex(token),
    record_hash: toHex(recordHash),
    spend: toHex(spend),
  };
}

it('makes the published values, byte for byte', () => {
  isPublished('docs/formats/villager-token.json', made());
});
