/** A device that keeps one passkey, as the WebAuthn specification has it: what a browser hands on of it. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Id } from '#shared/ids';
import { SITE } from '#test/setup';

interface Options {
  rpId?: string;
  origin?: string;
  /** Whether the device made sure of its owner. */
  verified?: boolean;
  /** How often it says it was used. */
  count?: number;
}

export interface Authenticator {
  credential: string;
  register: (challenge: string, options?: Options) => Registration;
  sign: (person: Id, challenge: string, options?: Options) => SignIn;
}

interface Registration {
  credential: string;
  clientDataJSON: string;
  attestationObject: string;
}

interface SignIn {
  person: Id;
  credential: string;
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();

function clientData(type: 'webauthn.create' | 'webauthn.get', challenge: string, origin = SITE): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function headOf({ rpId = new URL(SITE).hostname, verified = true, count = 0 }: Options, more = 0): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(count);
  return Buffer.concat([sha256(rpId), Buffer.from([PRESENT | (verified ? VERIFIED : 0) | more]), counter]);
}

const bytesHead = (bytes: Buffer): Buffer =>
  bytes.length < 256
    ? Buffer.from([0x58, bytes.length])
    : Buffer.from([0x59, bytes.length >> 8, bytes.length & 255]);
const cborBytes = (bytes: Buffer): Buffer => Buffer.concat([bytesHead(bytes), bytes]);
const cborText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

/** COSE key of ES256: {1: 2, 3: -7, -1: 1, -2: x, -3: y} (RFC 9053 section 7.1). */
function coseKey({ x = '', y = '' }: { x?: string; y?: string }): Buffer {
  const coordinate = (text: string) => cborBytes(Buffer.from(text, 'base64url'));
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ]);
}

export function authenticator(): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const credential = id.toString('base64url');
  return {
    credential,
    register(challenge, options = {}) {
      const attested = [
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseKey(publicKey.export({ format: 'jwk' })),
      ];
      const authData = Buffer.concat([headOf(options, ATTESTED), ...attested]);
      const attestation = [
        Buffer.from([0xa3]),
        cborText('fmt'),
        cborText('none'),
        cborText('attStmt'),
        Buffer.from([0xa0]),
        cborText('authData'),
        cborBytes(authData),
      ];
      return {
        credential,
        clientDataJSON: clientData('webauthn.create', challenge, options.origin).toString('base64url'),
        attestationObject: Buffer.concat(attestation).toString('base64url'),
      };
    },
    sign(person, challenge, options = {}) {
      const client = clientData('webauthn.get', challenge, options.origin);
      const authData = headOf(options);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey);
      return {
        person,
        credential,
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      };
    },
  };
}
