/** What a file may be shown as, judged by its own bytes: what its sender called it decides nothing. */
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

/** Characters that a file's name may not have, and those that make it read otherwise than it is. */
const UNSAFE = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Bytes of a name, at most: a letter of the greatest length still has room for six. */
const NAME_AT_MOST = 60;

/** A name as a letter has it: not long, and with its ending. */
export function shortName(name: string): string {
  const safe = Array.from(safeName(name).normalize('NFC'));
  const dot = safe.lastIndexOf('.');
  const ending = dot > 0 && safe.length - dot <= 6 ? safe.slice(dot) : [];
  const stem = safe.slice(0, safe.length - ending.length);
  while (stem.length > 1 && utf8([...stem, ...ending].join('')).length > NAME_AT_MOST) stem.pop();
  return [...stem, ...ending].join('');
}

/** A name under which a file may be kept. */
export function safeName(name: string): string {
  const safe = name.replace(UNSAFE, ' ').replace(/^[\s.]+|[\s.]+$/g, '');
  return safe === '' ? '文件' : safe;
}
