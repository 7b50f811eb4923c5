import type { Attachment } from '#shared/notice/notice';
import type { FilePlace } from '#shared/notice/file-place';

export type BlobType = Attachment['type'];

/** A file as it was announced. */
export interface BlobFacts extends FilePlace {
  type: BlobType;
  /** Bytes. */
  size: number;
}

/** Files of notices, which anybody may read: S3 behind a CDN in the cloud, a folder on one machine. */
export interface BlobStore {
  /** Where these bytes, and no others, may be PUT within ten minutes, and the headers to send with them. */
  presignPut: (blob: BlobFacts) => Promise<{ url: string; headers: Record<string, string> }>;
  /** What lies at a place, its type judged by its first bytes; undefined when nothing does. */
  stat: (place: FilePlace) => Promise<{ size: number; type: BlobType | undefined } | undefined>;
  /** Takes away what lies at a place; nothing there is as good. */
  remove: (place: FilePlace) => Promise<void>;
}

/** How many bytes `blobTypeOf` looks at. */
export const TYPE_BYTES = 12;

/** The type that a file's first bytes say, whatever its sender called it; undefined for all others. */
export function blobTypeOf(head: Uint8Array): BlobType | undefined {
  const begins = (offset: number, ...bytes: number[]) => bytes.every((byte, i) => head[offset + i] === byte);
  if (begins(0, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf';
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  // `ftyp`, ISO 14496-12 section 4.3.
  if (begins(4, 0x66, 0x74, 0x79, 0x70)) return 'audio/mp4';
  return isMpegAudio(head) ? 'audio/mpeg' : undefined;
}

/** An ID3 tag, or the 11 sync bits of a layer III frame. */
function isMpegAudio(head: Uint8Array): boolean {
  const [a = 0, b = 0, c = 0] = head;
  const isTag = a === 0x49 && b === 0x44 && c === 0x33;
  return isTag || (a === 0xff && (b & 0xe6) === 0xe2);
}
