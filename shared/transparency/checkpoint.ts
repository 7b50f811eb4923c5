/** Checkpoints (C2SP tlog-checkpoint), cosigned with time (tlog-cosignature), and whose word is taken for them. */
import { concatBytes, equalBytes, fromBase64, toBase64 } from '../crypto/bytes';
import { u64 } from '../crypto/codec';
import { ed25519Verify, type SigningKey } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import { utf8 } from '../crypto/utf8';
import { type Note, type NoteKey, readNote, signatureLine, signaturesOf } from './note';

/** The head of a log. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** Root of the tree, 32 bytes. */
  readonly root: Uint8Array;
}

/** Whose signatures a checkpoint must carry. */
export interface LogPolicy {
  /** The log's key under each name it has had: a log whose table was restored begins anew with the next. */
  readonly logs: readonly NoteKey[];
  /** The log's own clock: it says the time, and nobody outside has seen it. */
  readonly clock: NoteKey;
  readonly witnesses: readonly NoteKey[];
  /** How many witnesses must have cosigned. 0: none, and then nothing is proved to others. */
  readonly quorum: number;
}

/** A checkpoint whose signatures hold. */
export interface SignedCheckpoint extends Checkpoint {
  /** When the log's clock cosigned it, in seconds. */
  readonly clock: number;
  /** The time people are shown, in seconds: the later of `clock` and of the asked number of witnesses; null where none is asked. */
  readonly seen: number | null;
}

/** What a checkpoint lacks; `signature`: the log's own, or one that is of a party asked here and does not hold. */
export type CheckpointFlaw = 'format' | 'origin' | 'signature' | 'clock' | 'witness';

/** The checkpoint's text: what the log signs and cosigners cosign. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The checkpoint of a note's text, or null. Lines after the third are nobody's here, and refused. */
export function readCheckpointText(text: string): Checkpoint | null {
  const [, origin, digits, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]+)\n$/.exec(text) ?? [];
  const bytes = root === undefined ? null : fromBase64(root);
  const size = Number(digits);
  if (origin === undefined || bytes?.length !== 32 || !Number.isSafeInteger(size)) return null;
  return { origin, size, root: bytes };
}

/** The log's own signature line. */
export function signCheckpoint(text: string, name: string, key: SigningKey): string {
  return signatureLine({ name, type: 'note', publicKey: key.publicKey }, key.sign(utf8(text)));
}

/** A cosigner's line: it has seen this checkpoint at `time` (seconds), consistent with all it has seen before. */
export function cosignCheckpoint(text: string, name: string, key: SigningKey, time: number): string {
  const signature = key.sign(cosigned(text, time));
  return signatureLine(
    { name, type: 'cosignature', publicKey: key.publicKey },
    concatBytes(u64(time), signature),
  );
}

/** When the cosigner signed, in seconds; null without its signature, `false` where one of its name does not hold. */
export function cosignedAt(note: Note, key: NoteKey): number | null | false {
  const times = signaturesOf(note, key).map(({ bytes }) => {
    const time = bytes.subarray(0, 8).reduce((value, byte) => value * 256 + byte, 0);
    const holds =
      bytes.length === 72 &&
      Number.isSafeInteger(time) &&
      time > 0 &&
      ed25519Verify(key.publicKey, cosigned(note.text, time), bytes.subarray(8));
    return holds ? time : false;
  });
  if (times.length === 0) return null;
  return times.every((time) => time !== false) ? Math.min(...times) : false;
}

/** The checkpoint when the log and its clock signed it and enough witnesses did; else what it lacks. */
export function openCheckpoint(text: string, policy: LogPolicy): SignedCheckpoint | CheckpointFlaw {
  const note = readNote(text);
  const checkpoint = note && readCheckpointText(note.text);
  if (!note || !checkpoint) return 'format';
  const log = policy.logs.find(({ name }) => name === checkpoint.origin);
  if (!log) return 'origin';
  if (checkpoint.size === 0 && !equalBytes(checkpoint.root, sha256())) return 'format';
  const own = signaturesOf(note, log);
  const message = utf8(note.text);
  if (own.length === 0 || own.some(({ bytes }) => !ed25519Verify(log.publicKey, message, bytes)))
    return 'signature';
  const clock = cosignedAt(note, policy.clock);
  const times = policy.witnesses.map((witness) => cosignedAt(note, witness));
  if (clock === false || times.includes(false)) return 'signature';
  if (clock === null) return 'clock';
  const seen = seenSince(times, clock, policy.quorum);
  return seen === false ? 'witness' : { ...checkpoint, clock, seen };
}

/**
 * Whether a note that is refused for this flaw may be the first part of one that holds: whoever has signed it is known
 * here, and only too few have. A note for those who know other parties is whole, and names one of these.
 */
export function mayBeCut(flaw: CheckpointFlaw, text: string, policy: LogPolicy): boolean {
  if (flaw === 'format') return true;
  const note = flaw === 'clock' || flaw === 'witness' ? readNote(text) : null;
  if (!note) return false;
  const known = [...policy.logs, policy.clock, ...policy.witnesses];
  return known.flatMap((key) => signaturesOf(note, key)).length === note.signatures.length;
}

/** By how much the clocks of a witness and of the log may differ, in seconds. */
export const CLOCKS_APART = 10 * 60;

/**
 * The time by which the asked number of witnesses had cosigned, and not before the log's clock signed. Legal deadlines count days, so neither bound alone will do. The witness's protects the
 * public: the county cannot claim a day before an outsider saw the document. The clock's protects it from a slow witness,
 * whose day would be one on which the document did not exist and would end deadlines too soon. By its own clock the
 * county can only claim less, and ten minutes at most: a witness further behind does not count.
 */
function seenSince(
  times: readonly (number | null | false)[],
  clock: number,
  quorum: number,
): number | null | false {
  if (quorum === 0) return null;
  const seen = times
    .filter((time) => typeof time === 'number')
    .filter((time) => time >= clock - CLOCKS_APART)
    .sort((a, b) => a - b)[quorum - 1];
  return seen === undefined ? false : Math.max(seen, clock);
}

function cosigned(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}
