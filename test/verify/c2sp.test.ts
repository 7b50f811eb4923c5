import { describe, expect, it } from '@jest/globals';
import { vectors } from '#test/vectors/read';
import { openCheckpoint, parseCheckpoint } from '#verify/checkpoint';
import { cosignedMessage, signedBy } from '#verify/cosignature';
import { parseNote } from '#verify/note';
import { dayInChina } from '#verify/text';
import { levelsOf, pathOf, tileAt, tilesOf } from '#verify/tiles';
import { parsePolicy } from '#verify/trust';
import { COSIGNER_TYPE, LOG_TYPE, parseVkey } from '#verify/vkey';
import {
  CLOCK,
  checkpointOf,
  checkpointText,
  LOG,
  MORNING,
  signatureLine,
  testKey,
  trustJson,
  WITNESS,
} from './log-writer';

interface Notes {
  notes_verifiable: { from: string; vkey: string; note: string }[];
  parse_only: { from: string; text: string; cosigned_message?: string }[];
  tile_paths: { index: number; path: string }[];
  tile_layout: {
    size: number;
    level0_full: number;
    level0_partial: number;
    level1_full: number;
    level1_partial: number;
    level2_partial: number;
  };
}
const file = vectors<Notes>('c2sp-notes');
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('the formats of C2SP', () => {
  it.each(file.notes_verifiable)('believe the note of $from', ({ vkey, note }) => {
    expect(signedBy(parseNote(bytes(note)), parseVkey(vkey, LOG_TYPE))).toBe(0);
  });

  it.each(file.notes_verifiable)('refuse the note of $from with one letter changed', ({ vkey, note }) => {
    const changed = parseNote(bytes(note.replace('is', 'Is')));
    expect(() => signedBy(changed, parseVkey(vkey, LOG_TYPE))).toThrow(/line \d is not a signature of/);
  });

  it.each(file.parse_only)('read $from', ({ text, cosigned_message }) => {
    const note = parseNote(bytes(text));
    const { origin, size, root } = parseCheckpoint(note.text);
    expect({ origin, size }).toEqual({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(text).toContain(Buffer.from(root).toString('base64'));
    expect(note.lines.map(({ line }) => line)).toEqual(note.lines.map((_, i) => 5 + i));
    if (cosigned_message === undefined) return;
    expect(Buffer.from(cosignedMessage(note.text, 1_679_315_147)).toString()).toBe(cosigned_message);
    expect(note.lines[1]).toMatchObject({ name: 'witness.example.com/w1', id: '8d66cf3f' });
    expect(Buffer.from(note.lines[1]!.signature).readBigUInt64BE()).toBe(1_679_315_147n);
  });

  it.each(file.tile_paths)('lay tile $index at $path', ({ index, path }) => {
    expect(pathOf({ level: 0, index, width: 256 })).toBe(`tile/0/${path}`);
    expect(pathOf({ level: 'entries', index, width: 12 })).toBe(`tile/entries/${path}.p/12`);
  });

  it('lay out the tiles of a tree as the specification counts them', () => {
    const { size, ...counts } = file.tile_layout;
    const full = (level: number) => tilesOf(level, size).filter(({ width }) => width === 256).length;
    const partial = (level: number) => tilesOf(level, size).at(-1)?.width;
    expect({
      level0_full: full(0),
      level0_partial: partial(0),
      level1_full: full(1),
      level1_partial: partial(1),
      level2_partial: partial(2),
    }).toEqual(counts);
    expect(levelsOf(size)).toBe(3);
    expect(tilesOf(1, 256)).toEqual([tileAt(1, 0, 256)]);
    expect(tileAt(1, 0, 256).width).toBe(1);
    expect(tilesOf(0, 0)).toEqual([]);
  });
});

const GOOD = checkpointOf([new Uint8Array(32)], [LOG, CLOCK, WITNESS]);
const policy = parsePolicy(trustJson('http://localhost'));
const opened = (text: string) => openCheckpoint(bytes(text), policy);
const LINES = GOOD.split('\n');
const without = (line: number) => LINES.filter((_, i) => i !== line - 1).join('\n');
const swapped = (line: number, text: string) =>
  LINES.map((old, i) => (i === line - 1 ? text : old)).join('\n');
const resigned = (text: string) =>
  `${text}\n${[LOG, CLOCK, WITNESS].map((key) => signatureLine(key, text)).join('')}`;
const ROOT = LINES[2]!;

describe('the time since which a checkpoint is said to stand', () => {
  const SECOND = testKey('witness.example/w2', 4, 4);
  const ofTwo = (quorum: number) =>
    parsePolicy(trustJson('http://localhost', { witnesses: [WITNESS.vkey, SECOND.vkey], quorum }));
  const signedAt = (clock: number, first: number, second: number) => {
    const text = checkpointText([new Uint8Array(32)]);
    const cosigned = [
      signatureLine(CLOCK, text, clock),
      signatureLine(WITNESS, text, first),
      signatureLine(SECOND, text, second),
    ];
    return bytes(`${text}\n${signatureLine(LOG, text)}${cosigned.join('')}`);
  };
  const sinceOf = (quorum: number, ...times: [number, number, number]) =>
    openCheckpoint(signedAt(...times), ofTwo(quorum), MORNING + 7200).since;

  it('is the later of the county’s and of the one by which enough witnesses had cosigned', () => {
    expect(sinceOf(1, MORNING, MORNING - 540, MORNING + 3600)).toBe(MORNING);
    expect(sinceOf(1, MORNING, MORNING + 60, MORNING + 3600)).toBe(MORNING + 60);
    expect(sinceOf(2, MORNING, MORNING - 540, MORNING + 3600)).toBe(MORNING + 3600);
    expect(sinceOf(0, MORNING, MORNING, MORNING)).toBeNull();
  });

  it('falls on the day that it is in China', () => {
    expect(dayInChina(MORNING + 16 * 3600 - 1)).toBe('2026-11-01');
    expect(dayInChina(MORNING + 16 * 3600)).toBe('2026-11-02');
  });
});

const BROKEN = {
  'a carriage return': [GOOD.replaceAll('\n', '\r\n'), 'line 1 holds a carriage return'],
  'a control character': [GOOD.replace('log1', 'log1\u0001'), 'line 1 holds a control character'],
  'no end of the last line': [GOOD.slice(0, -1), 'its last line has no end'],
  'no signatures': [GOOD.slice(0, GOOD.indexOf('\n\n') + 1), 'no empty line'],
  'something after the signatures': [`${GOOD}more\n`, 'line 8 is not a signature line'],
  'an empty line after the signatures': [`${GOOD}\n`, 'no signatures stand'],
  'base64 with spare bits': [
    swapped(
      5,
      `${LINES[4]!.slice(0, -2)}${String.fromCharCode(LINES[4]!.charCodeAt(LINES[4]!.length - 2) + 1)}=`,
    ),
    'line 5 is not canonical base64',
  ],
  'base64 without its padding': [swapped(5, LINES[4]!.replace(/=+$/, '')), 'line 5 is not canonical base64'],
  'base64 for addresses': [swapped(5, '— localhost/log1 ____'), 'line 5 is not canonical base64'],
  'a signature of no bytes': [
    swapped(5, '— localhost/log1 AAAAAA=='),
    'line 5 is not canonical base64|holds no',
  ],
  'a size with a leading zero': [resigned(`${LOG.name}\n01\n${ROOT}\n`), 'line 2 is not a number'],
  'a size with a sign': [resigned(`${LOG.name}\n+1\n${ROOT}\n`), 'line 2 is not a number'],
  'a size beyond all numbers': [
    resigned(`${LOG.name}\n99999999999999999999\n${ROOT}\n`),
    'line 2 is not a number',
  ],
  'no root': [resigned(`${LOG.name}\n1\n`), 'three lines or more'],
  'an empty origin': [resigned(`\n1\n${ROOT}\n`), 'three lines or more'],
  'a short root': [resigned(`${LOG.name}\n1\nAAAA\n`), 'line 3 is not a hash'],
  'no leaves and a root': [resigned(`${LOG.name}\n0\n${ROOT}\n`), 'no leaves'],
  'another log': [resigned(`elsewhere/log1\n1\n${ROOT}\n`), 'elsewhere/log1'],
  'no signature of the log': [without(5), 'no line is a signature of the log localhost/log1'],
  'no cosignature of the clock': [without(6), 'no line is a cosignature of the clock localhost/clock'],
  'no cosignature of a witness': [without(7), '0 witnesses have cosigned it, where 1 are needed'],
  'a witness that signed another text': [
    swapped(7, signatureLine(WITNESS, 'other\n').trim()),
    'line 7 is not a signature of witness.example/w1',
  ],
  'a second, wrong signature of the log': [
    `${GOOD}${signatureLine(LOG, 'other\n')}`,
    'line 8 is not a signature of localhost/log1',
  ],
  'a witness of time zero': [
    swapped(7, signatureLine(WITNESS, LINES.slice(0, 3).join('\n').concat('\n'), 0).trim()),
    'line 7',
  ],
} as const;

describe('a checkpoint', () => {
  it('is believed when log, clock and witness have signed it', () => {
    const { checkpoint, clock, witnesses, unknown } = opened(GOOD);
    expect(checkpoint).toMatchObject({ origin: LOG.name, size: 1 });
    expect({ clock, witnesses, unknown }).toEqual({
      clock: MORNING,
      witnesses: [{ name: WITNESS.name, time: MORNING }],
      unknown: [],
    });
  });

  it('is believed beside signatures of unknown keys, even of a known name or id', () => {
    const stranger = testKey(LOG.name, 1, 9);
    expect(opened(`${GOOD}${signatureLine(stranger, 'other\n')}`).unknown).toEqual([LOG.name]);
    const namesake = { ...LOG, name: 'elsewhere/log1' };
    expect(opened(`${GOOD}${signatureLine(namesake, 'other\n')}`).unknown).toEqual([namesake.name]);
  });

  it('may carry lines that mean nothing here', () => {
    expect(opened(resigned(`${LOG.name}\n1\n${ROOT}\nmore\n`)).checkpoint.size).toBe(1);
  });

  it.each(Object.entries(BROKEN))('is refused with %s', (_, [text, why]) => {
    expect(() => opened(text)).toThrow(new RegExp(why));
  });

  it('is refused when it is longer than any, or not UTF-8', () => {
    expect(() => opened(GOOD + signatureLine(testKey('x', 1, 9), '').repeat(700))).toThrow(
      'longer than 65536',
    );
    expect(() => opened(GOOD + signatureLine(testKey('x', 1, 9), '').repeat(100))).toThrow('more than 100');
    expect(() => openCheckpoint(Uint8Array.of(0xff), policy)).toThrow('not UTF-8');
  });
});

describe('a verifier key', () => {
  const [name, id, key] = [LOG.name, LOG.id.toString('hex'), LOG.vkey.split('+').slice(2).join('+')];

  it('is read back as it was written', () => {
    expect(parseVkey(LOG.vkey, LOG_TYPE)).toMatchObject({ name, id, type: 1, text: LOG.vkey });
  });

  it.each([
    ['nothing', ''],
    ['an id of another name', `other+${id}+${key}`],
    ['a name with a space', `local host+${id}+${key}`],
    ['an id in capitals', `${name}+${id.toUpperCase()}x+${key}`],
    ['a key of 31 bytes', `${name}+${id}+${Buffer.alloc(32, 1).toString('base64')}`],
    ['a key that is not base64', `${name}+${id}+?`],
  ])('is refused with %s', (_, text) => {
    expect(() => parseVkey(text, LOG_TYPE)).toThrow(/is not/);
  });

  it('is refused where another type is needed', () => {
    expect(() => parseVkey(LOG.vkey, COSIGNER_TYPE)).toThrow('type 4 is needed');
  });
});

describe('the keys of trust.json', () => {
  const shared = testKey('witness.example/w2', 4, 2).vkey;

  it.each([
    ['no log', { logs: [] }, 'names no log'],
    ['a log that is no list', { logs: LOG.vkey }, 'log.logs is not a list'],
    ['a clock of the type of a log', { clock: LOG.vkey }, 'log.clock: .* type 4 is needed'],
    ['a quorum below none', { quorum: -1 }, 'quorum'],
    ['a quorum that no witnesses can reach', { quorum: 2 }, 'quorum'],
    ['half a quorum', { quorum: 0.5 }, 'quorum'],
    ['a witness that is the clock', { witnesses: [shared] }, 'have the same key'],
    ['a witness that is the log', { witnesses: [testKey('witness.example/w2', 4, 1).vkey] }, 'the same key'],
    ['two witnesses that are one', { witnesses: [WITNESS.vkey, WITNESS.vkey] }, 'the same key'],
    [
      'two logs of one name',
      { logs: [LOG.vkey, testKey(LOG.name, 1, 5).vkey] },
      'names localhost/log1 twice',
    ],
    ['a damaged witness', { witnesses: [5] }, 'log.witnesses, key 1'],
  ])('are refused with %s', (_, more, why) => {
    expect(() => parsePolicy(trustJson('http://localhost', more))).toThrow(new RegExp(why));
  });

  it('are taken when the county signs a log that follows with the same key', () => {
    const next = testKey('localhost/log2', 1, 1).vkey;
    const { logs } = parsePolicy(trustJson('http://localhost', { logs: [LOG.vkey, next] }));
    expect(logs.map(({ name }) => name)).toEqual(['localhost/log1', 'localhost/log2']);
  });

  it('are refused when they are no JSON', () => {
    expect(() => parsePolicy('<html>')).toThrow('not JSON');
  });
});
