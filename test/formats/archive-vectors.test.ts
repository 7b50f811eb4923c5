import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ArchiveSealer,
  decodeArchive,
  openArchive,
  type OpenedArchive,
  openingArchive,
  readArchiveHead,
} from '#shared/archive/archive';
import { decodeCase, encodeCase, openerBy } from '#shared/archive/case';
import { encodeMaker, encodePart } from '#shared/archive/part';
import { ARCHIVE_SLOT_BYTES, MOST_CASE_BYTES, MOST_PARTS, TEXT_BYTES } from '#shared/archive/sizes';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { tag, u8 } from '#shared/crypto/codec';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { H, sha256 } from '#shared/crypto/hash';
import { deriveKeyPair, hpkeSeal } from '#shared/crypto/hpke';
import { openThread } from '#shared/tip/thread';
import { chainFromWire } from '#shared/tip/wire';
import { OFFICER, TOWN_KEY } from '#test/directory/county';
import { runs } from '#test/runs';
import { archiveFile, archiveOf, ARCHIVED, COUNTY_IKM, MAKER, PARTS, SEALING } from './archive';
import { fx, isPublished } from './published';

const COUNTY_KEY = deriveKeyPair(COUNTY_IKM);
const opened = (bytes: Uint8Array, pairs = [COUNTY_KEY]) => openArchive(bytes, pairs) as OpenedArchive;
const partsOf = (bytes: Uint8Array, from: number): Uint8Array[] => {
  const parts: Uint8Array[] = [];
  for (let at = from; at < bytes.length; ) {
    const length = 4 + new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
    parts.push(bytes.slice(at, at + length));
    at += length;
  }
  return parts;
};

describe('the format of an archive', () => {
  it('makes the published values, byte for byte', () => {
    const [first] = PARTS;
    isPublished('docs/formats/tip-archive.json', {
      source: 'made by test/formats/archive-vectors.test.ts from fixed inputs; hex. See tip-archive.md',
      county_office_ikm: toHex(COUNTY_IKM),
      officer: OFFICER.id,
      officer_pk: toHex(ed25519PublicKey(OFFICER.signSeed)),
      random: toHex(SEALING.random),
      beginning: toHex(ArchiveSealer.begin(SEALING)!.beginning),
      case_sha256: toHex(sha256(encodeCase(ARCHIVED))),
      first_part_sha256: toHex(sha256(encodePart(first!))),
      maker_sha256: toHex(sha256(encodeMaker(MAKER))),
      file_bytes: archiveFile.length,
      file_sha256: toHex(sha256(archiveFile)),
    });
  });

  it('opens for the county and for who made it, with everything in its place and signed, and for nobody else', () => {
    const file = archiveOf(PARTS);
    for (const pair of [COUNTY_KEY, TOWN_KEY]) {
      const { parts, maker, signedBy, head } = opened(file, [pair]);
      expect(parts.map(encodePart).map((part) => toHex(sha256(part)))).toEqual(
        PARTS.map(encodePart).map((part) => toHex(sha256(part))),
      );
      expect(maker).toEqual(MAKER);
      expect(head).toEqual(readArchiveHead(file));
      expect(signedBy(ed25519PublicKey(OFFICER.signSeed))).toBe(true);
      expect(signedBy(ed25519PublicKey(COUNTY_IKM))).toBe(false);
    }
    expect(openArchive(file, [OFFICER.device])).toBe('closed');
    expect(openArchive(file, [])).toBe('closed');
  });

  it('carries a case whose records a reader opens by the keys beside them, and by no key of the office', () => {
    const texts = opened(archiveFile).parts.flatMap((one) => (one.part === 'text' ? [one.bytes] : []));
    const archived = decodeCase(texts[0]!)!;
    expect(archived).toEqual(ARCHIVED);
    const records = chainFromWire(archived.view.records);
    const chain = { caseId: records[0]!.head!.caseId, reporter: null, entryAt: () => null };
    const [entry] = openThread(records, openerBy(archived.keys, archived.view), chain);
    expect(entry).toMatchObject({ ok: true, content: { kind: 'first', said: { text: '有人送米' } } });
    const [dark] = openThread(records, openerBy([null], archived.view), chain);
    expect(dark).toMatchObject({ ok: false, flaw: 'slot' });
  });

  it('is not read when a part is left out, doubled, or stands elsewhere, nor when a byte is another', () => {
    const { length } = ArchiveSealer.begin(SEALING)!.beginning;
    const [start, parts] = [archiveFile.slice(0, length), partsOf(archiveFile, length)];
    const [one, two, end] = parts as [Uint8Array, Uint8Array, Uint8Array];
    for (const wrong of [
      [one, end],
      [two, end],
      [one, two],
      [two, one, end],
      [one, one, two, end],
      [end],
      [],
    ])
      expect(openArchive(concatBytes(start, ...wrong), [COUNTY_KEY])).toBe('altered');
    fc.assert(
      fc.property(fc.nat(archiveFile.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = archiveFile.slice();
        bytes[at]! ^= flip;
        expect(typeof openArchive(bytes, [COUNTY_KEY])).toBe('string');
      }),
      { numRuns: runs(60) },
    );
    for (const cut of [0, 10, length, length + 3, archiveFile.length - 1])
      expect(openArchive(archiveFile.slice(0, cut), [COUNTY_KEY])).toBe('altered');
  });

  it('is not read when its cases are not as many, or not in the order that was signed for', () => {
    const bytes = (length: number) => new Uint8Array(length).fill(1);
    const text = (at: number, last = true, length = last ? 1 : TEXT_BYTES) =>
      ({ part: 'text', at, last, bytes: bytes(length) }) as const;
    const piece = (at: number) => ({ ...PARTS[2]!, at }) as (typeof PARTS)[number];
    expect(typeof opened(archiveOf([text(0, false), text(0), piece(0), text(1)]))).toBe('object');
    for (const wrong of [
      [text(0)],
      [text(0), text(1), text(2)],
      [text(0), text(1, false)],
      [text(1), text(0)],
      [piece(0), text(0), text(1)],
      [text(0, false), piece(0), text(0), text(1)],
      [text(0), text(1), piece(0)],
    ])
      expect(openArchive(archiveOf(wrong), [COUNTY_KEY])).toBe('altered');
  });

  it('has one spelling and an end: no empty or short stretches, no text without measure, no more parts than a file can fill', () => {
    const text = (at: number, last: boolean, length: number) =>
      ({ part: 'text', at, last, bytes: new Uint8Array(length).fill(1) }) as const;
    for (const wrong of [
      [text(0, false, TEXT_BYTES - 1), text(0, true, 1), text(1, true, 1)],
      [text(0, false, 0), text(0, true, 1), text(1, true, 1)],
      [text(0, true, 0), text(1, true, 1)],
      [
        ...Array.from({ length: MOST_CASE_BYTES / TEXT_BYTES }, () => text(0, false, TEXT_BYTES)),
        text(0, true, 1),
        text(1, true, 1),
      ],
    ])
      expect(openArchive(archiveOf(wrong), [COUNTY_KEY])).toBe('altered');
    const { beginning } = ArchiveSealer.begin(SEALING)!;
    const many = (count: number) => concatBytes(beginning, new Uint8Array(4 * count));
    expect(decodeArchive(many(MOST_PARTS))?.parts).toHaveLength(MOST_PARTS);
    expect(decodeArchive(many(MOST_PARTS + 1))).toBeNull();
  });

  it('is opened part by part, so that a screen can be drawn between them', () => {
    const opening = openingArchive(archiveFile, [COUNTY_KEY]);
    const shares = [opening.next(), opening.next(), opening.next()].map(({ value }) => value);
    expect(shares).toEqual([0, 1 / 3, 2 / 3]);
    expect(opening.next()).toMatchObject({ done: true, value: { maker: MAKER } });
  });

  it('commits to one key: whoever seals another one to the county gives it nothing', () => {
    const head = archiveFile.slice(
      0,
      ArchiveSealer.begin(SEALING)!.beginning.length - 2 * ARCHIVE_SLOT_BYTES,
    );
    const info = concatBytes(tag('tip/archive-slot'), H('tip/archive-hash', head), u8(0));
    const slot = hpkeSeal(COUNTY_KEY.publicKey, info, fx('another key', 32), fx('ephemeral', 32))!;
    const forged = concatBytes(head, slot, archiveFile.slice(head.length + ARCHIVE_SLOT_BYTES));
    expect(openArchive(forged, [COUNTY_KEY])).toBe('altered');
    expect(openArchive(forged, [TOWN_KEY])).toBe('altered');
  });
});
