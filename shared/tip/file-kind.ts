/** What a file may be shown or played as, judged by its own bytes: what its sender called it decides nothing. */
import { utf8 } from '../crypto/utf8';

export type PictureType = 'image/jpeg' | 'image/png';

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The kind of picture that these first bytes begin; undefined for everything that is not shown here. */
export function pictureType(head: Uint8Array): PictureType | undefined {
  const begins = (bytes: readonly number[]): boolean => bytes.every((byte, i) => head[i] === byte);
  if (begins(JPEG)) return 'image/jpeg';
  return begins(PNG) ? 'image/png' : undefined;
}

/** A kind of sound that a browser may play; whether it plays this one, it says itself. */
export type SoundType = 'audio/mpeg' | 'audio/aac' | 'audio/mp4' | 'audio/wav' | 'audio/ogg' | 'audio/webm';

const ascii = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));

/** Bytes that stand at a place of a file. */
interface Mark {
  readonly type: SoundType;
  readonly at: number;
  readonly bytes: readonly number[];
}

const SOUNDS: readonly Mark[] = [
  { type: 'audio/mpeg', at: 0, bytes: ascii('ID3') },
  { type: 'audio/mp4', at: 4, bytes: ascii('ftyp') },
  { type: 'audio/wav', at: 8, bytes: ascii('WAVE') },
  { type: 'audio/ogg', at: 0, bytes: ascii('OggS') },
  { type: 'audio/webm', at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
];

/** The kind of sound that these first bytes begin; one that has pictures too is heard alone. */
export function soundType(head: Uint8Array): SoundType | undefined {
  const has = ({ at, bytes }: Mark): boolean => bytes.every((byte, i) => head[at + i] === byte);
  return SOUNDS.find(has)?.type ?? frameType(head);
}

/** A frame without a head before it: eleven set bits, then the version and the layer (ISO/IEC 11172-3, 13818-7). */
function frameType([first = 0, second = 0]: Uint8Array): SoundType | undefined {
  if (first !== 0xff) return undefined;
  if ((second & 0xf6) === 0xf0) return 'audio/aac';
  return (second & 0xe6) === 0xe2 ? 'audio/mpeg' : undefined;
}

/** Characters that a file's name may not have, and those that make it read otherwise than it is. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Bytes of a name, at most: a letter of the greatest length still has room for six. */
const NAME_AT_MOST = 60;
const CUT = '…';
/** Letters before the ending that stay. */
const LAST_KEPT = 4;

/** A name as a letter has it: not long, with this behind it and with its ending; what was cut off is seen to be. */
export function shortName(name: string, behind = ''): string {
  const safe = Array.from(safeName(name).normalize('NFC'));
  const dot = safe.lastIndexOf('.');
  const ending = dot > 0 && safe.length - dot <= 6 ? safe.slice(dot) : [];
  const stem = safe.slice(0, safe.length - ending.length);
  const called = (...parts: string[]): string => [...stem, ...parts, behind, ...ending].join('');
  const fits = (one: string): boolean => utf8(one).length <= NAME_AT_MOST;
  if (fits(called())) return called();
  // Often its last letters alone tell it from the next one: 第一段, 第二段.
  const last = stem.splice(-LAST_KEPT);
  while (stem.length > 1 && !fits(called(CUT, ...last))) stem.pop();
  return called(CUT, ...last);
}

/** A name under which a file may be kept. */
export function safeName(name: string): string {
  const safe = name.replace(UNSAFE, ' ').replace(/^[\s.]+|[\s.]+$/g, '');
  return safe === '' ? '文件' : safe;
}
