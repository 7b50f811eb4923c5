import {
  addPasskey,
  challengePasskey,
  offerPasskey,
  type Session,
  signInByPasskey,
} from '#shared/identity/contract';
import { Id } from '#shared/ids';
import { type Outcome, type Problem, problemOf, send } from '../platform/request';

// Passkeys of a desk's browser. What speaks to the device is loaded when it is first asked.

/** Whether this browser can keep passkeys at all; for pages out of a folder it keeps none. */
export function canKeepPasskeys(): boolean {
  return typeof globalThis.PublicKeyCredential === 'function' && globalThis.location.protocol !== 'file:';
}

/** The device has asked, and its owner would not, or took too long; or it has this passkey already. */
export type Declined = 'declined' | 'known';

/** ES256, EdDSA, RS256: what desks' devices sign with. */
const ALGORITHMS = [-7, -8, -257].map((alg) => ({ alg, type: 'public-key' as const }));
const OWNER = '阳光换届';

function refusedBy(error: unknown): Declined {
  return error instanceof Error && error.name === 'InvalidStateError' ? 'known' : 'declined';
}

async function made(person: Id, name: string, offer: { challenge: string; rpId: string; known: string[] }) {
  const { startRegistration } = await import('@simplewebauthn/browser');
  return startRegistration({
    optionsJSON: {
      challenge: offer.challenge,
      rp: { id: offer.rpId, name: OWNER },
      user: { id: person, name, displayName: name },
      pubKeyCredParams: ALGORITHMS,
      excludeCredentials: offer.known.map((id) => ({ id, type: 'public-key' as const })),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
    },
  });
}

/** Has this device make a passkey for a person, called `name`; undefined when it is there, else why it is not. */
export async function registerPasskey(person: Id, name: string): Promise<Problem | Declined | undefined> {
  const offer = await send(offerPasskey, { body: {} });
  if (!offer.ok) return offer.problem;
  let answer;
  try {
    answer = await made(person, name, offer.value);
  } catch (error) {
    return refusedBy(error);
  }
  const { clientDataJSON, attestationObject } = answer.response;
  const added = await send(addPasskey, {
    body: { name, credential: answer.id, clientDataJSON, attestationObject },
  });
  return added.ok ? undefined : added.problem;
}

/** Signs in by a passkey that this device offers. */
export async function signInHere(): Promise<Outcome<Session> | Declined> {
  const asked = await send(challengePasskey, { body: {} });
  if (!asked.ok) return asked;
  const { challenge, rpId } = asked.value;
  const { startAuthentication } = await import('@simplewebauthn/browser');
  let answer;
  try {
    answer = await startAuthentication({ optionsJSON: { challenge, rpId, userVerification: 'required' } });
  } catch (error) {
    return refusedBy(error);
  }
  const { clientDataJSON, authenticatorData, signature, userHandle } = answer.response;
  const person = Id.safeParse(userHandle);
  if (!person.success) return { ok: false, problem: problemOf('passkey-refused') };
  return send(signInByPasskey, {
    body: { person: person.data, credential: answer.id, clientDataJSON, authenticatorData, signature },
  });
}
