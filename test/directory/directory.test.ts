import { describe, expect, it } from '@jest/globals';
import { sha256 } from '#shared/crypto/hash';
import { acceptDirectory, entryOf, readDirectory } from '#shared/directory/directory';
import { decodeEntry, encodeEntry, signingKeys } from '#shared/directory/entry';
import { openOfficeKey, sealOfficeKey } from '#shared/directory/office-key';
import { signRoot } from '#shared/directory/root';
import {
  ANCHOR,
  COUNTY,
  countyEntry,
  DIRECTORY_SEED,
  OFFICER,
  sentDirectory,
  TODAY,
  townEntry,
} from './county';

const sent = sentDirectory();

describe('the county directory', () => {
  it('is accepted when its signatures, its day, its entries and its epoch hold', () => {
    const directory = acceptDirectory(sent, ANCHOR, TODAY + 29, 4);
    if (typeof directory === 'string') throw new Error(directory);
    expect(directory.hash).toEqual(sha256(sent.snapshot));
    expect(entryOf(directory, townEntry.office, TODAY)).toEqual(townEntry);
    expect(entryOf(directory, townEntry.office, townEntry.lastDay + 1)).toBeNull();
  });

  it('refuses an epoch below the last one seen, so that nobody is led back to old keys', () => {
    expect(acceptDirectory(sent, ANCHOR, TODAY, 5)).toBe('epoch');
  });

  it.each([TODAY - 2, TODAY + 30])('refuses day %i, outside its time, but can still be read', (day) => {
    expect(acceptDirectory(sent, ANCHOR, day, 0)).toBe('day');
    expect(readDirectory(sent, ANCHOR)).not.toBe('day');
  });

  it('is accepted by a clock that is a day slow, with the entries of its own day', () => {
    const directory = acceptDirectory(sent, ANCHOR, TODAY - 1, 0);
    if (typeof directory === 'string') throw new Error(directory);
    const begins = { ...directory, entries: [{ ...townEntry, firstDay: TODAY }] };
    expect(entryOf(begins, townEntry.office, TODAY - 1)).toMatchObject({ firstDay: TODAY });
    const later = { ...directory, entries: [{ ...townEntry, firstDay: TODAY + 1 }] };
    expect(entryOf(later, townEntry.office, TODAY - 1)).toBeNull();
  });

  it('refuses a root that another key signed, and a snapshot that the directory key did not', () => {
    const foreign = { area: COUNTY, directoryPk: new Uint8Array(32).fill(9), firstDay: 0, lastDay: 99_999 };
    expect(readDirectory({ ...sent, root: signRoot(foreign, DIRECTORY_SEED) }, ANCHOR)).toBe('root');
    const snapshot = sent.snapshot.map((byte, i) => (i === 60 ? byte ^ 1 : byte));
    expect(readDirectory({ ...sent, snapshot }, ANCHOR)).toBe('snapshot');
    expect(readDirectory(sentDirectory({ day: TODAY - 31 }), ANCHOR)).toBe('snapshot');
  });

  it('refuses entries that are missing, added, doubled or of one office twice', () => {
    const [first, second] = sent.entries;
    const twice = sentDirectory({ entries: [townEntry, { ...townEntry, name: '另一个' }] });
    expect(readDirectory({ ...sent, entries: [first!] }, ANCHOR)).toBe('entries');
    expect(readDirectory({ ...sent, entries: [first!, first!] }, ANCHOR)).toBe('entries');
    const other = encodeEntry({ ...townEntry, epoch: 2 });
    expect(readDirectory({ ...sent, entries: [first!, second!, other] }, ANCHOR)).toBe('entries');
    expect(readDirectory(twice, ANCHOR)).toBe('entries');
  });

  it('refuses a directory without a proof that it stands in the log', () => {
    expect(acceptDirectory({ ...sent, proof: Uint8Array.of(1) }, ANCHOR, TODAY, 0)).toBe('log');
    expect(acceptDirectory({ ...sent, proof: null }, ANCHOR, TODAY, 0)).toBe('log');
  });
});

describe('an entry', () => {
  it('comes back from its bytes', () => {
    expect(decodeEntry(encodeEntry(townEntry))).toEqual(townEntry);
    expect(decodeEntry(encodeEntry(countyEntry))).toEqual(countyEntry);
    expect(decodeEntry(encodeEntry(townEntry).slice(1))).toBeNull();
  });

  it('names the key of an officer who may sign, and of nobody else', () => {
    expect(signingKeys(townEntry, OFFICER.id)).toEqual([townEntry.officers[0]!.signPk]);
    expect(signingKeys(townEntry, 8)).toEqual([]);
    const mute = {
      ...townEntry,
      officers: townEntry.officers.map((officer) => ({ ...officer, maySign: false })),
    };
    expect(signingKeys(mute, OFFICER.id)).toEqual([]);
  });

  it('hands the office key to the device it was sealed to, for that entry only', () => {
    const ikm = new Uint8Array(32).fill(77);
    const entry = encodeEntry(townEntry);
    const sealed = sealOfficeKey(ikm, entry, townEntry.officers[0]!, new Uint8Array(32).fill(5))!;
    expect(openOfficeKey(sealed, entry, OFFICER.id, OFFICER.device)).not.toBeNull();
    expect(openOfficeKey(sealed, encodeEntry(countyEntry), OFFICER.id, OFFICER.device)).toBeNull();
    expect(openOfficeKey(sealed, entry, 8, OFFICER.device)).toBeNull();
  });
});
