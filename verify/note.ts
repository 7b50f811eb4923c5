/** Signed notes (C2SP signed-note): a text, an empty line, and lines with signatures. */
import { Problem } from './problem';
import { fromBase64, fromUtf8 } from './text';
import { isKeyName, type Vkey } from './vkey';

/** One signature line; `line` counts from 1 in the whole note, `id` is 8 hexadecimal digits. */
export interface SignatureLine {
  readonly line: number;
  readonly name: string;
  readonly id: string;
  readonly signature: Uint8Array;
}

/** A note that is well formed; nothing of it is believed yet. */
export interface Note {
  readonly text: string;
  readonly lines: readonly SignatureLine[];
}

/** Bytes of the longest note that is read, and the most signatures in one. */
export const LONGEST_NOTE = 65_536;
const MOST_SIGNATURES = 100;

/** Reads a note; throws a problem that names the line. */
export function parseNote(bytes: Uint8Array): Note {
  if (bytes.length > LONGEST_NOTE) throw new Problem(`it is longer than ${LONGEST_NOTE} bytes`);
  const whole = fromUtf8(bytes);
  if (whole === null) throw new Problem('it is not UTF-8');
  refuseControls(whole);
  if (!whole.endsWith('\n')) throw new Problem('its last line has no end');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) throw new Problem('no empty line stands between text and signatures');
  const text = whole.slice(0, split + 1);
  if (split + 2 === whole.length) throw new Problem('no signatures stand after its last empty line');
  const first = text.split('\n').length + 1;
  const lines = whole.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw new Problem(`it has more than ${MOST_SIGNATURES} signatures`);
  return { text, lines: lines.map((line, i) => parseSignature(line, first + i)) };
}

/** The lines of a known key; name and id must both be the key's. */
export function linesOf(note: Note, key: Vkey): SignatureLine[] {
  return note.lines.filter(({ name, id }) => name === key.name && id === key.id);
}

function refuseControls(whole: string): void {
  const found = /[\u0000-\u0009\u000b-\u001f]/.exec(whole);
  if (!found) return;
  const line = whole.slice(0, found.index).split('\n').length;
  const what = found[0] === '\r' ? 'a carriage return' : 'a control character';
  throw new Problem(`line ${line} holds ${what}`);
}

function parseSignature(line: string, number: number): SignatureLine {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  if (!isKeyName(name)) throw new Problem(`line ${number} is not a signature line`);
  const bytes = fromBase64(encoded);
  if (bytes === null) throw new Problem(`line ${number} is not canonical base64`);
  if (bytes.length < 5) throw new Problem(`line ${number} holds no signature`);
  const id = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return { line: number, name, id, signature: bytes.subarray(4) };
}
