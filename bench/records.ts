import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { openGates } from '#functions/recommendation/ballot-items';
import type { Dynamo } from '#functions/platform/dynamo';
import { PREFIX, PSS_SALT } from '#shared/crypto/blind-rsa';
import { concatBytes, toBase64url } from '#shared/crypto/bytes';
import { tag } from '#shared/crypto/codec';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { Id } from '#shared/ids';
import { recordContext, sealChoice } from '#shared/recommendation/seal';
import { random } from './random';

const RSA_BITS = 2048;
const TRUSTEES = { k: 3, publicKeys: Array.from({ length: 4 }, () => deriveKeyPair(random(32)).publicKey) };
const DAY = 86_400;

/** A round that is open: what its gates hold, and the key that signs its tokens. */
export interface OpenRound {
  ballot: { round: Id; position: 13 };
  roundHash: Uint8Array;
  issuer: KeyObject;
  /** Opens its gates in a database. */
  open: (dynamo: Dynamo) => Promise<void>;
}

/** Invents a round with its own issuing key. */
export function openRound(): OpenRound {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
  const rsaN = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'));
  const ballot = { round: Id.parse(toBase64url(random(16))), position: 13 } as const;
  const roundHash = random(32);
  const closes = Math.floor(Date.now() / 1000) + DAY;
  const gates = openGates(ballot, { closes, roundHash, rsaN, trustees: TRUSTEES.publicKeys.length });
  return {
    ballot,
    roundHash,
    issuer: privateKey,
    open: async (dynamo) => {
      const written = await dynamo.transact(gates);
      if (!written.ok) throw new Error('the gates are there already');
    },
  };
}

/**
 * Bodies of `castRecord`, each with a one-time key, token and signature of its own, made by OpenSSL. A blindly made
 * token is an RSASSA-PSS signature like any other, and what is sealed is opened by nobody here: one serves all.
 */
export function castRecords({ ballot, roundHash, issuer }: OpenRound, count: number): string[] {
  const sealed = sealChoice(recordContext(roundHash, random(32), 1), random(32), random(32), TRUSTEES);
  if (!sealed) throw new Error('the choice was not sealed');
  return Array.from({ length: count }, () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pk = new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
    const context = recordContext(roundHash, pk, 1);
    const signed = concatBytes(tag('rec/record'), context, tokenOf(issuer, roundHash, pk), sealed);
    const record = concatBytes(signed, new Uint8Array(sign(null, signed, privateKey)));
    return JSON.stringify({ ...ballot, record: toBase64url(record) });
  });
}

/** prefix | signature of prefix | T("rec/token") | round_hash | pk. */
function tokenOf(issuer: KeyObject, roundHash: Uint8Array, pk: Uint8Array): Uint8Array {
  const prefix = random(PREFIX);
  const input = concatBytes(prefix, tag('rec/token'), roundHash, pk);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return concatBytes(prefix, sign('sha384', input, { key: issuer, padding, saltLength: PSS_SALT }));
}
