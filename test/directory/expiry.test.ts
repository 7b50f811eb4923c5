import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { acceptDirectory, entryOf, readDirectory } from '#shared/directory/directory';
import { endingsOf } from '#shared/directory/expiry';
import { ANCHOR, sentDirectory, TODAY, townEntry } from './county';

const directory = readDirectory(sentDirectory(), ANCHOR);
if (typeof directory === 'string') throw new Error(directory);

const DAYS = fc.integer({ min: TODAY, max: TODAY + 500 });

it('names a thing before the first day on which phones refuse the directory or an office is gone', () => {
  fc.assert(
    fc.property(DAYS, (day) => {
      const usable =
        typeof acceptDirectory(directory.sent, ANCHOR, day, 0) !== 'string' &&
        entryOf(directory, townEntry.office, day) !== null;
      fc.pre(!usable);
      expect(endingsOf(directory, day).some(({ lastDay }) => lastDay < day)).toBe(true);
      expect(endingsOf(directory, day - 1)).not.toEqual([]);
    }),
  );
});

it('names nothing while all of it holds for more than thirty days', () => {
  const { snapshot, root, entries } = directory;
  const day = snapshot.day;
  const long = {
    root: { ...root, lastDay: day + 31 },
    entries: entries.map((one) => ({ ...one, lastDay: day + 31 })),
  };
  expect(endingsOf({ ...long, snapshot: { ...snapshot, validDays: 30 } }, day)).toEqual([]);
});

it('names the soonest first, an office by its name', () => {
  const { snapshot, root, entries } = directory;
  const parts = {
    snapshot: { ...snapshot, day: TODAY, validDays: 9 },
    root: { ...root, lastDay: TODAY + 20 },
    entries: entries.map((one, i) => ({ ...one, lastDay: TODAY + (i === 0 ? 3 : 400) })),
  };
  expect(endingsOf(parts, TODAY)).toEqual([
    { what: 'entry', lastDay: TODAY + 3, name: entries[0]!.name },
    { what: 'snapshot', lastDay: TODAY + 8 },
    { what: 'root', lastDay: TODAY + 20 },
  ]);
});
