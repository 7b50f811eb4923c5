import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { find } from './search';

const SECRET = '我看见他在村口发了二十条烟';

function escaped(text: string): string {
  return text.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const FORMS = {
  plain: Buffer.from(SECRET),
  utf16: Buffer.from(SECRET, 'utf16le'),
  utf16be: Buffer.from(SECRET, 'utf16le').swap16(),
  'hex of UTF-16BE': Buffer.from(Buffer.from(SECRET, 'utf16le').swap16().toString('hex')),
  'escaped, upper case': Buffer.from(escaped(SECRET).toUpperCase().replaceAll('U', 'u')),
  'escaped, lower case': Buffer.from(escaped(SECRET)),
  hex: Buffer.from(Buffer.from(SECRET).toString('hex')),
  base64: Buffer.from(Buffer.from(SECRET).toString('base64')),
  'base64 after one byte': Buffer.from(Buffer.from(`x${SECRET}`).toString('base64')),
  'base64url after two bytes': Buffer.from(Buffer.from(`xy${SECRET}z`).toString('base64url')),
  gzip: gzipSync(SECRET),
  'gzip that packs': gzipSync(`${SECRET}，`.repeat(20)),
  'gzip of UTF-16BE': gzipSync(Buffer.from(SECRET, 'utf16le').swap16()),
  'base64 of UTF-16': Buffer.from(Buffer.from(SECRET, 'utf16le').toString('base64')),
  zlib: deflateSync(SECRET),
  'in two parts': Buffer.concat([
    Buffer.from(SECRET).subarray(0, 20),
    Buffer.alloc(9),
    Buffer.from(SECRET).subarray(20),
  ]),
} as const;

describe('the privacy search', () => {
  it.each(Object.keys(FORMS) as (keyof typeof FORMS)[])('finds a sentence: %s', (form) => {
    const bytes = Buffer.concat([Buffer.from('before'), FORMS[form], Buffer.from('after')]);
    expect(find([{ name: 'file', bytes }], SECRET)).not.toEqual([]);
  });

  it('finds a Chinese sentence in the heap snapshot of a process that holds it, and no other', () => {
    const directory = mkdtempSync(join(tmpdir(), 'heap-'));
    const file = join(directory, 'of.heapsnapshot');
    const program = `globalThis.held = ['{"said":', process.argv[1], '}'].join('');
      require('node:v8').writeHeapSnapshot(process.argv[2]);`;
    execFileSync(process.execPath, ['-e', program, SECRET, file]);
    const heap = { name: 'heap', bytes: readFileSync(file) };
    rmSync(directory, { recursive: true });
    expect(find([heap], SECRET)).toEqual(expect.arrayContaining([`heap (escaped) ${SECRET}`]));
    expect(find([heap], '另外一句话，说的是别的事')).toEqual([]);
  });

  it('finds each of many at once, at the beginning, at the end and beside what begins alike', () => {
    const needles = ['0000-begins here', 'between the two', 'at the very end'];
    const bytes = Buffer.from(`0000-begins here${'at the ve'.repeat(9)}between the twoat the very end`);
    const found = find([{ name: 'file', bytes }], ...needles, 'nowhere to be found', SECRET);
    expect(found).toEqual(needles.map((one) => `file (plain) ${one}`));
  });

  it('finds nothing where there is nothing', () => {
    const bytes = Buffer.concat([
      gzipSync('另外一句话，说的是别的事'),
      Buffer.from('别的'),
      deflateSync('再一句'),
    ]);
    expect(find([{ name: 'file', bytes }], SECRET)).toEqual([]);
  });
});
