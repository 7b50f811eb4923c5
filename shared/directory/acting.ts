/** Which device of an office acts: its signature over what it sends, beside what is sealed. Nobody keeps it. */
import { bytesOf, concatBytes, toBase64url } from '../crypto/bytes';
import { tag, u32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import type { ActingWire } from './contract';
import type { SentEntry } from './directory';
import { type DirectoryEntry, signingKeys } from './entry';
import { entryToWire } from './wire';

/** An officer's signature over the bytes that they send. */
interface Acting {
  readonly officer: number;
  readonly signature: Uint8Array;
}

function signActing(sent: Uint8Array, { id, seed }: { id: number; seed: Uint8Array }): Acting {
  return { officer: id, signature: ed25519Sign(seed, statement(sent, id)) };
}

/** What proves an entry, with the signature of the device that sends these bytes under it. */
export function actingToWire(
  entry: SentEntry,
  sent: Uint8Array,
  by: { id: number; seed: Uint8Array },
): ActingWire {
  const { officer, signature } = signActing(sent, by);
  return { ...entryToWire(entry), officer, signature: toBase64url(signature) };
}

export function actingFromWire({ officer, signature }: ActingWire): Acting {
  return { officer, signature: bytesOf(signature) };
}

/** Whether a device that may sign by this entry sent these bytes. */
export function actsBy(sent: Uint8Array, { officer, signature }: Acting, entry: DirectoryEntry): boolean {
  const signed = statement(sent, officer);
  return signingKeys(entry, officer).some((key) => ed25519Verify(key, signed, signature));
}

function statement(sent: Uint8Array, officer: number): Uint8Array {
  return concatBytes(tag('dir/acting'), sha256(sent), u32(officer));
}
