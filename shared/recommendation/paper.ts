/**
 * A person's recommendation for one position as it lies on their own phone, from asking for a token to the
 * acknowledgement. Kept before every request, so that a retry sends the same bytes; cleared after closing.
 */
import { bytesOf, fromBase64url, toBase64url } from '../crypto/bytes';
import { ed25519PublicKey } from '../crypto/ed25519';
import { fail, ok, type Result } from '../result';
import { ackHolds } from './ack';
import type { TrustedPosition } from './check';
import { encodeChoice } from './choice';
import { makeRecord, recordHash } from './record';
import { LAST_VERSION } from './limits';
import type { Paper } from './paper-kept';
import { SEED_BYTES } from './seal';
import { TOKEN_RANDOM_BYTES } from '../crypto/blind-token';
import { askToken, finishToken } from './token';

type In<K extends Paper['kind']> = Extract<Paper, { kind: K }>;

/** The random bytes `begin` takes: a one-time key, and what blinding draws. */
export const BEGIN_RANDOM_BYTES = 32 + TOKEN_RANDOM_BYTES;
/** The random bytes `seal` takes. */
export const SEAL_RANDOM_BYTES = SEED_BYTES;

/** nothing → asking: a fresh one-time key and a blinded request for its token. */
export function begin(position: TrustedPosition, random: Uint8Array): Result<In<'asking'>> {
  const signSeed = random.slice(0, 32);
  const pk = ed25519PublicKey(signSeed);
  const pending = askToken(position.params.rsaN, position.hash, pk, random.slice(32));
  if (!pending) return fail('round-untrusted');
  return ok({
    kind: 'asking',
    signSeed: toBase64url(signSeed),
    prefix: toBase64url(pending.prefix),
    blinded: toBase64url(pending.blinded),
    unblinder: toBase64url(pending.unblinder),
  });
}

/** asking → ready: the issuer's answer is a signature, or it is refused. */
export function takeToken(
  paper: In<'asking'>,
  position: TrustedPosition,
  answer: string,
): Result<In<'ready'>> {
  const pk = ed25519PublicKey(bytesOf(paper.signSeed));
  const pending = { prefix: bytesOf(paper.prefix), unblinder: bytesOf(paper.unblinder) };
  const signature = fromBase64url(answer);
  const token = signature && finishToken(position.params.rsaN, position.hash, pk, pending, signature);
  return token
    ? ok({ kind: 'ready', signSeed: paper.signSeed, token: toBase64url(token) })
    : fail('round-untrusted');
}

/**
 * ready → sealed, cast → sealed: a choice under the seal, as the next version.
 * sealed → sealed: a record that the ballot box refused is made anew, as the same version.
 */
export function seal(
  paper: In<'ready' | 'cast' | 'sealed'>,
  position: TrustedPosition,
  choice: readonly number[],
  random: Uint8Array,
): Result<In<'sealed'>> {
  const before = paper.kind === 'ready' ? 0 : paper.version;
  const version = paper.kind === 'sealed' ? before : before + 1;
  if (version > LAST_VERSION) return fail('record-version');
  const record = makeRecord({
    roundHash: position.hash,
    signSeed: bytesOf(paper.signSeed),
    token: bytesOf(paper.token),
    version,
    choice: encodeChoice(choice),
    seed: random,
    openers: position.openers,
  });
  if (!record) return fail('round-untrusted');
  const { signSeed, token } = paper;
  return ok({ kind: 'sealed', signSeed, token, version, choice: [...choice], record: toBase64url(record) });
}

/** sealed → cast: the ballot box acknowledged exactly this record. */
export function takeAck(
  paper: In<'sealed'>,
  position: TrustedPosition,
  servicePk: Uint8Array,
  ack: string,
): Result<In<'cast'>> {
  const bytes = fromBase64url(ack);
  const hash = recordHash(bytesOf(paper.record));
  const holds = bytes !== null && ackHolds(bytes, servicePk, position.hash, hash);
  return holds ? ok({ ...paper, kind: 'cast', ack }) : fail('round-untrusted');
}
