/** Signed notes and the keys that verify them (C2SP signed-note). */
import { concatBytes, equalBytes, fromBase64, fromHex, toBase64, toHex } from '../crypto/bytes';
import { sha256 } from '../crypto/hash';
import { utf8 } from '../crypto/utf8';

/** How a key signs: the note itself, or as a cosigner with its time (C2SP tlog-cosignature). */
export const SIGNATURE_TYPES = { note: 0x01, cosignature: 0x04 } as const;
export type SignatureType = keyof typeof SIGNATURE_TYPES;

/** An Ed25519 key with the name it signs under. */
export interface NoteKey {
  readonly name: string;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  readonly bytes: Uint8Array;
}

export interface Note {
  /** What is signed, with its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More than any policy asks for; verifiers must take 16. */
const MOST_SIGNATURES = 64;
const MOST_CHARACTERS = 65_536;
const DASH = '\u2014 ';

/** The note of this text, or null where it is none. */
export function readNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || note.length > MOST_CHARACTERS || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const lines = note.slice(end + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0 || lines.length > MOST_SIGNATURES) return null;
  const signatures = lines.map(readLine);
  return signatures.every((one) => one !== null) ? { text: note.slice(0, end + 1), signatures } : null;
}

/** A note with its signature lines. */
export function writeNote(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.join('')}`;
}

/** The line of one signature, newline included. */
export function signatureLine(key: NoteKey, signature: Uint8Array): string {
  return `${DASH}${key.name} ${toBase64(concatBytes(keyIdOf(key), signature))}\n`;
}

/** The signatures that claim to be of this key: a name and key ID may collide, its owner signs but once. */
export function signaturesOf({ signatures }: Note, key: NoteKey): NoteSignature[] {
  const own = keyIdOf(key);
  return signatures.filter(({ name, keyId }) => name === key.name && equalBytes(keyId, own));
}

/** The key as people configure it: `<name>+<key ID>+<type and key>`. */
export function verifierKey(key: NoteKey): string {
  return `${key.name}+${toHex(keyIdOf(key))}+${toBase64(typed(key))}`;
}

/** The key of a verifier key, or null where it is no Ed25519 key of a type known here. */
export function readVerifierKey(text: string): NoteKey | null {
  const [, name, id, key] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = key === undefined ? null : fromBase64(key);
  if (name === undefined || id === undefined || bytes?.length !== 33) return null;
  const type = TYPES.find((one) => SIGNATURE_TYPES[one] === bytes[0]);
  const read = type && { name, type, publicKey: bytes.slice(1) };
  return read && equalBytes(keyIdOf(read), fromHex(id) ?? bytes) ? read : null;
}
const TYPES = ['note', 'cosignature'] as const;

function keyIdOf(key: NoteKey): Uint8Array {
  return sha256(utf8(`${key.name}\n`), typed(key)).slice(0, 4);
}

function typed({ type, publicKey }: NoteKey): Uint8Array {
  return concatBytes(Uint8Array.of(SIGNATURE_TYPES[type]), publicKey);
}

function readLine(line: string): NoteSignature | null {
  const [, name, text] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = text === undefined ? null : fromBase64(text);
  if (name === undefined || bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.slice(0, 4), bytes: bytes.slice(4) };
}
