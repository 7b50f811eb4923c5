/**
 * Files of a letter, sealed on the phone piece by piece and chunk by chunk (formats.md section 4; the STREAM
 * construction). A chunk is the longest work between two frames of a screen; a piece is what is sent at once. How long
 * a file really is stands only in the sealed record.
 */
import { aeadOpen, aeadSeal } from '../crypto/aead';
import { concatBytes } from '../crypto/bytes';
import { fixed, tag, u16, u64, u8 } from '../crypto/codec';
import { sha256Hasher } from '../crypto/hash';
import {
  CHUNK_BYTES,
  CHUNKS_OF_PIECE,
  PIECE_BYTES,
  type Pieces,
  SEALED_CHUNK_BYTES,
  SEALED_PIECE_BYTES,
} from './sizes';

/** What a file is sealed with. A key seals one file. */
export interface FileKey {
  /** 16 random bytes, which name its pieces where they are stored. */
  readonly id: Uint8Array;
  readonly key: Uint8Array;
  readonly pieces: Pieces;
}

/**
 * Seals one piece of a file into `sealed`, one chunk a step, so that whoever draws may wait between two; answers the
 * SHA-256 of the piece. `data` is the file's bytes in this piece, at most `PIECE_BYTES`; what is missing is zeros.
 */
export function* sealPiece(
  file: FileKey,
  piece: number,
  data: Uint8Array,
  sealed: Uint8Array,
): Generator<void, Uint8Array> {
  if (data.length > PIECE_BYTES) throw new RangeError(`${data.length} bytes exceed a piece`);
  const hasher = sha256Hasher();
  for (let at = 0; at < CHUNKS_OF_PIECE; at += 1) {
    const bytes = sealChunk(
      file,
      piece * CHUNKS_OF_PIECE + at,
      data.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES),
    );
    hasher.update(bytes);
    sealed.set(bytes, at * SEALED_CHUNK_BYTES);
    yield;
  }
  return hasher.digest();
}

/**
 * Opens one piece, one chunk a step; each step answers the chunk's bytes of the file, padding included, or null as soon
 * as anything was altered, moved or cut short.
 */
export function* openPiece(file: FileKey, piece: number, sealed: Uint8Array): Generator<Uint8Array | null> {
  if (sealed.length !== SEALED_PIECE_BYTES) {
    yield null;
    return;
  }
  for (let at = 0; at < CHUNKS_OF_PIECE; at += 1) {
    const bytes = sealed.subarray(at * SEALED_CHUNK_BYTES, (at + 1) * SEALED_CHUNK_BYTES);
    const index = piece * CHUNKS_OF_PIECE + at;
    yield aeadOpen(file.key, bytes, aadOf(file), nonceOf(file, index));
  }
}

function sealChunk(file: FileKey, index: number, data: Uint8Array): Uint8Array {
  const padded = new Uint8Array(CHUNK_BYTES);
  padded.set(data);
  return aeadSeal(file.key, padded, aadOf(file), nonceOf(file, index));
}

/** Its place counted through the whole file, and whether it is the last: none can be moved, left out or added. */
function nonceOf({ pieces }: FileKey, index: number): Uint8Array {
  const isLast = index === CHUNKS_OF_PIECE * pieces - 1;
  return concatBytes(new Uint8Array(3), u64(index), u8(isLast ? 1 : 0));
}

function aadOf({ id, pieces }: FileKey): Uint8Array {
  return concatBytes(tag('tip/file'), fixed(id, 16), u16(pieces));
}
