import type { RegistrationResponseJSON, WebAuthnCredential } from '@simplewebauthn/server';
import * as z from 'zod';
import { fail, ok, type Result } from '#shared/result';
import { bytesOf, fromBase64url, toBase64url } from '../platform/base64url';
import type { KeyedHash } from '../platform/keyed-hash';

/** The site that passkeys are made for and used on. */
export interface PasskeySite {
  /** The domain a passkey belongs to. */
  rpId: string;
  origin: string;
}

/** The site of an origin: its passkeys belong to the very host. */
export function passkeySite(origin: string): PasskeySite {
  const url = new URL(origin);
  return { rpId: url.hostname, origin: url.origin };
}

/** How long a challenge may be answered, seconds. */
const CHALLENGE_SECONDS = 300;
const NONCE_BYTES = 16;

/** What a challenge is for: the person who adds a passkey, or a sign-in of whoever comes. */
type Purpose = string;
export const SIGN_IN: Purpose = 'sign-in';

/**
 * A challenge proves by the county's secret that it was given out here, for what and until when: nothing is stored of
 * it until it is answered, so that asking for one costs no write.
 */
export function makeChallenge(
  hash: KeyedHash,
  purpose: Purpose,
  nonce: Uint8Array,
  now: number,
): { challenge: string; until: number } {
  const until = now + CHALLENGE_SECONDS;
  const head = new Uint8Array(NONCE_BYTES + 4);
  head.set(nonce.subarray(0, NONCE_BYTES));
  new DataView(head.buffer).setUint32(NONCE_BYTES, until);
  return { challenge: sealed(hash, purpose, head), until };
}

function sealed(hash: KeyedHash, purpose: Purpose, head: Uint8Array): string {
  const mac = hash('passkey-challenge', purpose, toBase64url(head));
  return toBase64url(Buffer.concat([head, Buffer.from(mac, 'base64url')]));
}

/** When a challenge ends, if it was given out for this and stands at `now`. */
function standsUntil(hash: KeyedHash, purpose: Purpose, challenge: string, now: number): number | undefined {
  const bytes = fromBase64url(challenge);
  if (!bytes || bytes.length < NONCE_BYTES + 4) return undefined;
  const head = bytes.slice(0, NONCE_BYTES + 4);
  const until = new DataView(head.buffer).getUint32(NONCE_BYTES);
  return sealed(hash, purpose, head) === challenge && until > now ? until : undefined;
}

const ClientData = z.object({ challenge: z.string() });

function challengeIn(clientDataJSON: string): string | undefined {
  try {
    return ClientData.parse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))).challenge;
  } catch {
    return undefined;
  }
}

/** A challenge that was answered in time: it must now be spent. */
export interface Answered {
  challenge: string;
  until: number;
}

/** The challenge that an answer is to, when it was given out for `purpose` and has not run out. */
export function answeredChallenge(
  hash: KeyedHash,
  purpose: Purpose,
  clientDataJSON: string,
  now: number,
): Answered | undefined {
  const challenge = challengeIn(clientDataJSON);
  const until = challenge === undefined ? undefined : standsUntil(hash, purpose, challenge, now);
  return challenge === undefined || until === undefined ? undefined : { challenge, until };
}

/** What a passkey is checked with. */
export interface PublicPasskey {
  credential: string;
  /** COSE key, base64url. */
  publicKey: string;
  signCount: number;
}

type Made = { credential: string } & Pick<
  RegistrationResponseJSON['response'],
  'clientDataJSON' | 'attestationObject'
>;

/** The passkey that a browser made on this site for a challenge, its owner verified by the device. */
export async function readNewPasskey(
  { origin, rpId }: PasskeySite,
  { credential: id, clientDataJSON, attestationObject }: Made,
  { challenge }: Answered,
): Promise<Result<PublicPasskey>> {
  try {
    const { verified, registrationInfo } = await (await checks()).verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
    });
    if (!verified || registrationInfo.credential.id !== id) return fail('passkey-unfit');
    const { publicKey, counter } = registrationInfo.credential;
    return ok({ credential: id, publicKey: toBase64url(publicKey), signCount: counter });
  } catch {
    // The library throws what it finds wrong with what was sent.
    return fail('passkey-unfit');
  }
}

/** What a device signs to prove its owner, base64url. */
export interface Assertion {
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
}

/**
 * The counter after a passkey was used on this site, its owner verified by the device. A counter that does not rise
 * where there is one means that the passkey was copied: it is refused.
 */
export async function checkPasskey(
  { origin, rpId }: PasskeySite,
  { credential: id, publicKey, signCount: counter }: PublicPasskey,
  response: Assertion,
  { challenge }: Answered,
): Promise<Result<number>> {
  try {
    const credential: WebAuthnCredential = { id, publicKey: Uint8Array.from(bytesOf(publicKey)), counter };
    const { verified, authenticationInfo } = await (await checks()).verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential,
    });
    return verified ? ok(authenticationInfo.newCounter) : fail('passkey-refused');
  } catch {
    // The library throws what it finds wrong with what was sent.
    return fail('passkey-refused');
  }
}

/** The library's checks, loaded when the first passkey comes: few sign in by one, and everybody waits for a cold start. */
const checks = () => import('@simplewebauthn/server');
