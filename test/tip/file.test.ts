import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { concatBytes, equalBytes, toHex } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { type FileKey, openPiece, sealPiece } from '#shared/tip/file';
import {
  CHUNK_BYTES,
  CHUNKS_OF_PIECE,
  MAX_FILE_BYTES,
  PIECE_BYTES,
  PIECES,
  SEALED_CHUNK_BYTES,
  SEALED_PIECE_BYTES,
  piecesFor,
} from '#shared/tip/sizes';
import { hex, vectors } from '#test/vectors/read';

const { file: example } = vectors<{
  file: { file_id: string; key: string; chunk0_sha256: string; chunk0_tag: string };
}>('formats-examples');

const FILE: FileKey = { id: hex(example.file_id), key: hex(example.key), pieces: 1 };

/** A piece sealed to its end, and the hash that sealing it answered. */
function sealed(file: FileKey, piece: number, data: Uint8Array): { bytes: Uint8Array; hash: Uint8Array } {
  const bytes = new Uint8Array(SEALED_PIECE_BYTES);
  const steps = sealPiece(file, piece, data, bytes);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return { bytes, hash: step.value };
}

/** All chunks of a piece, or null when one of them does not open. */
function opened(file: FileKey, piece: number, bytes: Uint8Array): Uint8Array | null {
  const chunks = [...openPiece(file, piece, bytes)];
  return chunks.every((chunk) => chunk !== null) ? concatBytes(...chunks) : null;
}

const some = Uint8Array.from({ length: 3 * CHUNK_BYTES + 7 }, (_, i) => (i * 31) % 251);

describe('a piece of a file', () => {
  it('is sealed as the published example', () => {
    const chunk = sealed(FILE, 0, new Uint8Array(0)).bytes.subarray(0, SEALED_CHUNK_BYTES);
    expect(createHash('sha256').update(chunk).digest('hex')).toBe(example.chunk0_sha256);
    expect(toHex(chunk.subarray(-16))).toBe(example.chunk0_tag);
  });

  it('has one size whatever is in it, and its hash is that of its bytes', () => {
    expect(SEALED_PIECE_BYTES).toBe(327_680);
    for (const length of [1, CHUNK_BYTES, PIECE_BYTES]) {
      const { bytes, hash } = sealed(FILE, 0, new Uint8Array(length));
      expect(bytes).toHaveLength(SEALED_PIECE_BYTES);
      expect(hash).toEqual(sha256(bytes));
    }
    expect(() => sealed(FILE, 0, new Uint8Array(PIECE_BYTES + 1))).toThrow('exceed a piece');
  });

  it('takes as many steps as it has chunks, so that a screen may draw between them', () => {
    const steps = sealPiece(FILE, 0, some, new Uint8Array(SEALED_PIECE_BYTES));
    expect([...steps]).toHaveLength(CHUNKS_OF_PIECE);
  });

  it('opens to what was sealed, with zeros behind it', () => {
    const { bytes } = sealed(FILE, 0, some);
    const whole = concatBytes(some, new Uint8Array(PIECE_BYTES - some.length));
    expect(equalBytes(opened(FILE, 0, bytes)!, whole)).toBe(true);
  });

  it('does not open once any bit of it was flipped, or any byte cut off', () => {
    const { bytes } = sealed(FILE, 0, some);
    fc.assert(
      fc.property(fc.nat(SEALED_PIECE_BYTES - 1), fc.nat(7), (at, bit) => {
        const altered = bytes.slice();
        altered[at] = (altered[at] ?? 0) ^ (1 << bit);
        expect(opened(FILE, 0, altered)).toBeNull();
      }),
      { numRuns: 20 },
    );
    expect(opened(FILE, 0, bytes.subarray(1))).toBeNull();
    expect(opened(FILE, 0, concatBytes(bytes, new Uint8Array(SEALED_CHUNK_BYTES)))).toBeNull();
  });

  it('opens in its place alone: no other piece, file, number of pieces, or order of chunks', () => {
    const two: FileKey = { ...FILE, pieces: 2 };
    const [first, last] = [sealed(two, 0, some).bytes, sealed(two, 1, some).bytes];
    expect(opened(two, 0, first)).not.toBeNull();
    expect(opened(two, 1, last)).not.toBeNull();
    expect(opened(two, 1, first)).toBeNull();
    expect(opened(two, 0, last)).toBeNull();
    // A file cut short to its first half.
    expect(opened(FILE, 0, first)).toBeNull();
    expect(opened({ ...two, id: new Uint8Array(16) }, 0, first)).toBeNull();
    const swapped = concatBytes(
      first.subarray(SEALED_CHUNK_BYTES, 2 * SEALED_CHUNK_BYTES),
      first.subarray(0, SEALED_CHUNK_BYTES),
      first.subarray(2 * SEALED_CHUNK_BYTES),
    );
    expect(opened(two, 0, swapped)).toBeNull();
  });
});

describe('the number of pieces', () => {
  it('is the least power of two that holds the file, and none for an empty or too large one', () => {
    expect(MAX_FILE_BYTES).toBe(20_961_280);
    for (const pieces of PIECES) {
      expect(piecesFor(pieces * PIECE_BYTES)).toBe(pieces);
      expect(piecesFor(pieces * PIECE_BYTES + 1)).toBe(pieces === 64 ? undefined : pieces * 2);
    }
    expect([piecesFor(1), piecesFor(0), piecesFor(-1)]).toEqual([1, undefined, undefined]);
  });
});
