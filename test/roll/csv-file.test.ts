import { expect, it } from '@jest/globals';
import { occasionOf } from '#shared/roll/occasion';
import { dateOfDay, dayOf } from '#shared/time';
import { FORM_COLUMNS, readRoll } from '#shared/roll/table';
import { textOf } from '../../miniapp/src/platform/text-file';
import { rollRow } from './rows';

const decoder = new TextDecoder('gb18030');

/** Characters by their two bytes: what a decoder says of every pair. */
const PAIRS = new Map<string, readonly [number, number]>();
for (let first = 0x81; first <= 0xfe; first += 1) {
  for (let second = 0x40; second <= 0xfe; second += 1) {
    if (second !== 0x7f) PAIRS.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  }
}

/** A text as a Chinese spreadsheet saves it. */
function inGb18030(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Array.from(text).flatMap(bytesOf));
}

function bytesOf(character: string): readonly number[] {
  const point = character.codePointAt(0)!;
  if (point < 0x80) return [point];
  return PAIRS.get(character) ?? fourBytes(point - 0x10000);
}

/** Beyond U+FFFF four bytes count on in order from 90 30 81 30 (GB 18030-2022). */
function fourBytes(at: number): number[] {
  return [
    0x90 + Math.floor(at / 12_600),
    0x30 + (Math.floor(at / 1260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ];
}

const OCCASION = occasionOf(dateOfDay(dayOf(1_795_000_000)), undefined);
const NAMES = ['𠮷小明', '买买提·艾力', '𫚖鱼儿'];

it('reads a CSV as a Chinese spreadsheet saves it, rare characters and name dots too', async () => {
  const heads = FORM_COLUMNS.join(',');
  const lines = NAMES.map((name, i) => {
    const { idNumber, group } = rollRow(31 + i);
    const cells = new Map([
      ['姓名', name],
      ['身份证号', idNumber],
      ['组', group],
    ]);
    return FORM_COLUMNS.map((head) => cells.get(head) ?? '');
  });
  const csv = [heads, ...lines.map((line) => line.join(','))].join('\r\n');
  const text = await textOf(new Blob([inGb18030(csv)]));
  expect(text).toBe(csv);
  const { rows, findings } = readRoll(text, OCCASION);
  expect(rows.map(({ value }) => value.name)).toEqual(NAMES);
  expect(findings.filter(({ weight }) => weight === 'error')).toEqual([]);
});

it('names the row and what to do where a character was lost before the file was saved', async () => {
  const { idNumber, group } = rollRow(31);
  const csv = `姓名,身份证号,组\n?小明,${idNumber},${group}\n`;
  const { rows, findings } = readRoll(await textOf(new Blob([inGb18030(csv)])), OCCASION);
  expect(rows).toEqual([]);
  expect(findings).toEqual([
    expect.objectContaining({ row: 2, column: '姓名', weight: 'error', written: '?小明' }),
  ]);
});
