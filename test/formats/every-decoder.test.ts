import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { runs } from '#test/runs';
import { type Decoder, DECODERS, NO_DECODERS } from './decoders';

const SHARED = resolve(import.meta.dirname, '../../shared');
const FEATURES = [
  'tip',
  'archive',
  'recovery',
  'token',
  'directory',
  'transparency',
  'recommendation',
  'wording',
];

/** Every exported function of these features whose name is a reader's. */
const exported = FEATURES.flatMap((feature) =>
  readdirSync(join(SHARED, feature))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(join(SHARED, feature, file), 'utf8');
      const names = source.matchAll(/^export (?:async )?function ((?:decode|read|open)(?:[A-Z]\w*)?)\b/gm);
      return [...names].map(([, name]) => `${feature}/${file.replace(/\.ts$/, '')}.${name}`);
    }),
);

/** Valid bytes with something done to them. */
function mutated(samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const one = fc.constantFrom(...samples);
  const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const at = (bytes: Uint8Array, share: number) => Math.floor(bytes.length * share);
  const put = (bytes: Uint8Array, i: number, byte: number) => {
    const copy = new Uint8Array(bytes);
    copy[i] = byte;
    return copy;
  };
  const cut = (bytes: Uint8Array, from: number, to: number, ...between: Uint8Array[]) =>
    concatBytes(bytes.slice(0, from), ...between, bytes.slice(to));
  return fc.oneof(
    fc.tuple(one, place, fc.nat(7)).map(([b, p, bit]) => put(b, at(b, p), (b[at(b, p)] ?? 0) ^ (1 << bit))),
    fc
      .tuple(one, place, fc.constantFrom(0, 1, 127, 128, 254, 255))
      .map(([b, p, byte]) => put(b, at(b, p), byte)),
    fc.tuple(one, place).map(([b, p]) => b.slice(0, at(b, p))),
    fc.tuple(one, fc.uint8Array({ minLength: 1, maxLength: 70 })).map(([b, more]) => concatBytes(b, more)),
    fc
      .tuple(one, place, place)
      .map(([b, p, q]) => cut(b, Math.min(at(b, p), at(b, q)), Math.max(at(b, p), at(b, q)))),
    fc
      .tuple(one, place, fc.uint8Array({ minLength: 1, maxLength: 8 }))
      .map(([b, p, more]) => cut(b, at(b, p), at(b, p), more)),
    fc.tuple(one, one, place).map(([b, c, p]) => concatBytes(b.slice(0, at(b, p)), c.slice(at(c, p)))),
  );
}

/** What no sample holds: nothing, noise, and a valid tag before noise. */
function foreign([sample]: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const noise = fc.uint8Array({ maxLength: 600 });
  const tagged = fc
    .tuple(fc.nat(40), noise)
    .map(([length, rest]) => concatBytes((sample ?? new Uint8Array(0)).slice(0, length), rest));
  return fc.oneof(noise, tagged);
}

/** Refused as declared, or taken, and then written anew as the very same bytes. */
function holds({ again, name }: Decoder, bytes: Uint8Array): void {
  const written = again(bytes);
  if (written !== null) expect(`${name} ${toHex(written)}`).toBe(`${name} ${toHex(bytes)}`);
}

describe('every decoder', () => {
  it('is on the list, or named as none', () => {
    const listed = [...DECODERS.map(({ name }) => name), ...NO_DECODERS];
    expect([...listed].sort()).toEqual([...exported].sort());
  });

  it.each(DECODERS)('$name takes what is written by its own rule', (decoder) => {
    for (const sample of decoder.samples) {
      expect(decoder.again(sample)).not.toBeNull();
      holds(decoder, sample);
    }
  });

  it.each(DECODERS)('$name never throws, and takes no two spellings of one thing', (decoder) => {
    const numRuns = runs(decoder.runs ?? 250);
    const { samples } = decoder;
    fc.assert(
      fc.property(
        fc.oneof({ arbitrary: mutated(samples), weight: 4 }, { arbitrary: foreign(samples), weight: 1 }),
        (bytes) => holds(decoder, bytes),
      ),
      { numRuns },
    );
  });
});
