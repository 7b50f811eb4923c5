import { expect, it } from '@jest/globals';
import { concatBytes, toHex } from '#shared/crypto/bytes';
import { decode } from '#shared/crypto/codec';
import { sha256 } from '#shared/crypto/hash';
import { type Content, encodeContent, KINDS, readContent } from '#shared/tip/content';
import { encodeEnclosures } from '#shared/tip/enclosure';
import { filesHash, provenEnclosures } from '#shared/tip/file-hashes';
import { sealPiece } from '#shared/tip/file';
import { PIECE_BYTES, SEALED_PIECE_BYTES, piecesFor } from '#shared/tip/sizes';
import { fx, isPublished } from './published';

/** A photograph of one piece, and a recording of two, each as its own bytes. */
const FILES = [
  { name: '照片1.jpg', type: 'image/jpeg', content: fx('photo', 900) },
  { name: '录音.m4a', type: 'audio/mp4', content: fx('voice', PIECE_BYTES + 5) },
] as const;

function made() {
  const files = FILES.map(({ name, type, content }, i) => {
    const pieces = piecesFor(content.length)!;
    const key = { id: fx(`file id ${i}`, 16), key: fx(`file key ${i}`, 32), pieces };
    const sealed = Array.from({ length: pieces }, (_, piece) => {
      const bytes = new Uint8Array(SEALED_PIECE_BYTES);
      const steps = sealPiece(
        key,
        piece,
        content.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES),
        bytes,
      );
      while (!steps.next().done);
      return bytes;
    });
    const enclosure = { ...key, length: content.length, type, name };
    return { enclosure, hashes: sealed.map((piece) => sha256(piece)), content };
  });
  const enclosures = files.map(({ enclosure }) => enclosure);
  const pieces = files.flatMap(({ hashes }) => hashes);
  const content: Content = { kind: 'message', said: { text: '照片为证' }, files: enclosures };
  return { files, enclosures, pieces, content };
}

it('makes the published values, byte for byte', () => {
  const { files, enclosures, pieces, content } = made();
  isPublished('docs/formats/tip-file.json', {
    source: 'made by test/formats/file-vectors.test.ts from fixed inputs; hex. See tip-file.md',
    files: files.map(({ enclosure, hashes, content: bytes }) => ({
      content_sha256: toHex(sha256(bytes)),
      length: enclosure.length,
      file_id: toHex(enclosure.id),
      key: toHex(enclosure.key),
      pieces: enclosure.pieces,
      piece_hashes: toHex(concatBytes(...hashes)),
    })),
    list: toHex(encodeEnclosures(enclosures)),
    content: toHex(encodeContent(content)),
    files_hash: toHex(filesHash(pieces)),
  });
});

it('reads them back, and takes no other hashes for them', () => {
  const { enclosures, pieces, content } = made();
  const read = decode(encodeContent(content), (reader) => readContent(reader, KINDS.message));
  expect(read).toEqual(content);
  const [hash, joined] = [filesHash(pieces), concatBytes(...pieces)];
  expect(provenEnclosures(hash, enclosures, joined)).toEqual([
    { enclosure: enclosures[0], pieces: pieces.slice(0, 1) },
    { enclosure: enclosures[1], pieces: pieces.slice(1) },
  ]);
  const swapped = concatBytes(pieces[1]!, pieces[0]!, pieces[2]!);
  for (const other of [swapped, joined.slice(32), concatBytes(joined, joined), new Uint8Array(0)])
    expect(provenEnclosures(hash, enclosures, other)).toBeNull();
  expect(provenEnclosures(filesHash([]), enclosures, joined)).toBeNull();
  expect(provenEnclosures(hash, enclosures.slice(1), joined)).toBeNull();
});
