import { describe, expect, it } from '@jest/globals';
import { concatBytes } from '#shared/crypto/bytes';
import { decode, fixed, nfc, tag, u8, u16, u32, u64, v8, v16, v32 } from '#shared/crypto/codec';
import { fromUtf8, utf8 } from '#shared/crypto/utf8';

const written = concatBytes(
  tag('tip/head'),
  u8(1),
  u16(2),
  u32(3),
  u64(331100000000),
  v8(nfc('柳塘')),
  v16(Uint8Array.of(9)),
  v32(utf8('{}')),
);
const read = (bytes: Uint8Array) =>
  decode(bytes, (r) => {
    r.tag('tip/head');
    return [r.u8(), r.u16(), r.u32(), r.u64(), r.text(), r.v16(1), r.json()];
  });

describe('the binary codec', () => {
  it('writes full domain tags with their length', () => {
    expect(fromUtf8(tag('tip/head').slice(1))).toBe('sunshine/tip/v1/head');
    expect(fromUtf8(tag('rec/seal').slice(1))).toBe('sunshine/recommendation/v1/seal');
    expect(fromUtf8(tag('dir/root').slice(1))).toBe('sunshine/directory/v1/root');
    expect(fromUtf8(tag('log/leaf').slice(1))).toBe('sunshine/log/v1/leaf');
    expect(tag('log/leaf')[0]).toBe(20);
  });

  it('reads back what it wrote', () => {
    expect(read(written)).toEqual([1, 2, 3, 331100000000, '柳塘', Uint8Array.of(9), '{}']);
  });

  it('refuses every shorter input and any trailing byte', () => {
    for (let length = 0; length < written.length; length += 1)
      expect(read(written.slice(0, length))).toBeNull();
    expect(read(concatBytes(written, Uint8Array.of(0)))).toBeNull();
  });

  it('refuses lengths above the maximum before it looks at the bytes', () => {
    expect(decode(u16(2), (r) => r.v16(1))).toBeNull();
    expect(decode(u32(0xffffffff), (r) => r.v32())).toBeNull();
  });

  it('refuses text that is not in NFC or not UTF-8', () => {
    expect(decode(v8(utf8('e\u0301')), (r) => r.text())).toBeNull();
    expect(decode(v8(Uint8Array.of(0xff)), (r) => r.text())).toBeNull();
  });

  it('refuses a u64 that a number cannot hold', () => {
    expect(decode(new Uint8Array(8).fill(255), (r) => r.u64())).toBeNull();
  });

  it('treats a value of ours that does not fit as a bug', () => {
    expect(() => u8(256)).toThrow(RangeError);
    expect(() => u32(-1)).toThrow(RangeError);
    expect(() => v8(new Uint8Array(256))).toThrow(RangeError);
    expect(() => v32(new Uint8Array(1_048_577))).toThrow(RangeError);
    expect(() => fixed(new Uint8Array(3), 4)).toThrow(RangeError);
  });

  it('lets a bug inside a reader be seen', () => {
    expect(() =>
      decode(u8(1), () => {
        throw new TypeError('ours');
      }),
    ).toThrow('ours');
  });
});
