import { describe, expect, it } from '@jest/globals';
import { utf8 } from '#shared/crypto/utf8';
import { pictureType, soundType } from '#shared/tip/file-kind';

const bytes = (...values: (number | string)[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => (typeof value === 'string' ? [...utf8(value)] : [value])));

/** First bytes as the formats write them: RFC 9639's neighbours, ISO 14496-12 `ftyp`, RIFF, RFC 3533, Matroska. */
const SOUNDS = {
  'MP3 with a tag': [bytes('ID3', 4, 0), 'audio/mpeg'],
  'MP3 from its first frame': [bytes(0xff, 0xfb, 0x90), 'audio/mpeg'],
  'MP3 of 16 kHz, as WeChat records': [bytes(0xff, 0xf3, 0x48), 'audio/mpeg'],
  'AAC of a phone': [bytes(0xff, 0xf1, 0x50), 'audio/aac'],
  M4A: [bytes(0, 0, 0, 28, 'ftypM4A '), 'audio/mp4'],
  WAV: [bytes('RIFF', 1, 2, 3, 4, 'WAVEfmt '), 'audio/wav'],
  Ogg: [bytes('OggS', 0), 'audio/ogg'],
  WebM: [bytes(0x1a, 0x45, 0xdf, 0xa3, 1), 'audio/webm'],
} as const;

const OTHERS = {
  JPEG: bytes(0xff, 0xd8, 0xff, 0xe1),
  'text in UTF-16': bytes(0xff, 0xfe, 0x2d, 0x4e),
  'a page': bytes('<!doctype html><script>'),
  'a drawing with a script': bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="x()">'),
  'a program': bytes('MZ', 0x90, 0),
  PDF: bytes('%PDF-1.7'),
  'a picture in RIFF': bytes('RIFF', 1, 2, 3, 4, 'WEBP'),
  'too few bytes': bytes('RIFF'),
  nothing: bytes(),
} as const;

describe('what a file may be played as', () => {
  it.each(Object.entries(SOUNDS))('%s is told by its own bytes', (_, [head, type]) => {
    expect(soundType(head)).toBe(type);
    expect(pictureType(head)).toBeUndefined();
  });

  it.each(Object.entries(OTHERS))('%s is no sound', (_, head) => {
    expect(soundType(head)).toBeUndefined();
  });
});
