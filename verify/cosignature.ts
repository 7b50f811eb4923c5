/** Timestamped cosignatures of checkpoints, type 0x04 (C2SP tlog-cosignature). */
import { verifiesEd25519 } from './ed25519';
import { linesOf, type Note } from './note';
import { Problem } from './problem';
import { LAST_SECOND, toBase64 } from './text';
import { LOG_TYPE, type Vkey } from './vkey';

/** What a cosigner signs: a header, its time in seconds, and the whole text of the note. */
export function cosignedMessage(text: string, time: number): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

/** The signature line, with its end, by which a key cosigns the text at a time in seconds. */
export function cosignatureLine(
  key: Vkey,
  sign: (message: Uint8Array) => Uint8Array,
  text: string,
  time: number,
): string {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  const signature = sign(cosignedMessage(text, time));
  return `— ${key.name} ${toBase64(Buffer.concat([Buffer.from(key.id, 'hex'), stamp, signature]))}\n`;
}

/**
 * Whether a key has signed the note, and for a cosigner when (seconds; the earliest of several; 0 for a log's own
 * signature). Null when it has not; throws a problem when a line that names the key is not its signature.
 */
export function signedBy(note: Note, key: Vkey): number | null {
  const times = linesOf(note, key).map(({ line, signature }) => {
    const time =
      key.type === LOG_TYPE ? verifyPlain(note, key, signature) : verifyTimed(note, key, signature);
    if (time === null) throw new Problem(`line ${line} is not a signature of ${key.name} over this text`);
    return time;
  });
  return times.length === 0 ? null : Math.min(...times);
}

function verifyPlain(note: Note, key: Vkey, signature: Uint8Array): number | null {
  return verifiesEd25519(key.publicKey, Buffer.from(note.text), signature) ? 0 : null;
}

function verifyTimed(note: Note, key: Vkey, signature: Uint8Array): number | null {
  if (signature.length !== 72) return null;
  const time = Number(Buffer.from(signature.subarray(0, 8)).readBigUInt64BE());
  if (time < 1 || time > LAST_SECOND) return null;
  const message = cosignedMessage(note.text, time);
  return verifiesEd25519(key.publicKey, message, signature.subarray(8)) ? time : null;
}
