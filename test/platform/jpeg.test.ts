import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bareJpeg } from '#shared/jpeg';

const segment = (marker: number, bytes: readonly number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes];
/** Markers that a picture needs: tables, sizes, JFIF and Adobe. */
const needed = fc.constantFrom(0xdb, 0xc4, 0xc0, 0xc2, 0xdd, 0xe0, 0xee);
const beside = fc.constantFrom(...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15].map((n) => 0xe0 + n), 0xfe);
const bytes = fc.array(fc.nat(255), { maxLength: 12 });
/** A scan's own data: a byte 255 is stuffed, or begins a restart. */
const scan = fc
  .array(
    fc.oneof(
      fc.nat(254).map((one) => [one]),
      fc.constant([0xff, 0]),
      fc.constant([0xff, 0xd3]),
    ),
  )
  .map((data) => [...segment(0xda, [1, 0]), ...data.flat()]);
const part = fc.oneof(
  fc.tuple(needed, bytes).map(([marker, data]) => ({ kept: true, data: segment(marker, data) })),
  scan.map((data) => ({ kept: true, data })),
  fc.tuple(beside, bytes).map(([marker, data]) => ({ kept: false, data: segment(marker, data) })),
);

it('keeps a picture byte for byte, and nothing that a camera writes beside or behind it', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), bytes, (parts, behind) => {
      const file = (some: typeof parts) => [0xff, 0xd8, ...some.flatMap(({ data }) => data), 0xff, 0xd9];
      const bare = bareJpeg(new Uint8Array([...file(parts), ...behind]));
      expect(bare).toEqual(new Uint8Array(file(parts.filter(({ kept }) => kept))));
      expect(bare && bareJpeg(bare)).toEqual(bare);
    }),
  );
});

it('knows a file that is cut short, or none at all', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.nat(), (parts, at) => {
      const whole = new Uint8Array([0xff, 0xd8, ...parts.flatMap(({ data }) => data), 0xff, 0xd9]);
      expect(bareJpeg(whole.subarray(0, at % (whole.length - 1)))).toBeUndefined();
    }),
  );
  expect(bareJpeg(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBeUndefined();
});
