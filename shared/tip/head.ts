/** The head of a message record: what is known of it without opening it (formats.md section 2). */
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, type Reader, tag, u16, u32, u8 } from '../crypto/codec';
import { encodeOffice, type Office, readOffice } from '../directory/office';

const SUITE = 1;
export const ZERO_HASH: Uint8Array = new Uint8Array(32);

/** 0 reporter to office, 1 office to reporter (they share one chain), 2 internal note (a chain of its own). */
export type Direction = 0 | 1 | 2;
/** 1: body of 4,096 bytes; 2: of 16,384. */
export type Bucket = 1 | 2;

export interface Head {
  readonly caseId: Uint8Array;
  readonly direction: Direction;
  readonly seq: number;
  /** record_hash of the message before; zeros at seq 0. */
  readonly prev: Uint8Array;
  /** The office that holds the case, in both directions. */
  readonly office: Office;
  /** SHA-256 of the directory snapshot that the sender verified. */
  readonly directory: Uint8Array;
  readonly bucket: Bucket;
  /** Over the hashes of all pieces of its files; zeros without files. */
  readonly files: Uint8Array;
}

/** The head without `commit`: what the record's keys are derived under. */
export function encodeHead(head: Head): Uint8Array {
  return concatBytes(
    tag('tip/head'),
    u16(SUITE),
    fixed(head.caseId, 16),
    u8(head.direction),
    u32(head.seq),
    fixed(head.prev, 32),
    encodeOffice(head.office),
    fixed(head.directory, 32),
    u8(head.bucket),
    fixed(head.files, 32),
  );
}

/** A head as it was sent: its fields, its bytes, and the commitment to the data key at their end. */
export interface SentHead extends Head {
  readonly commit: Uint8Array;
  readonly bytes: Uint8Array;
  readonly uncommitted: Uint8Array;
}

/** The head of these bytes, or null; an unknown suite is no head. */
export function decodeHead(bytes: Uint8Array): SentHead | null {
  return decode(bytes, (reader) => {
    reader.tag('tip/head');
    reader.check(reader.u16() === SUITE);
    const head = {
      caseId: reader.fixed(16),
      direction: directionAt(reader),
      seq: reader.u32(),
      prev: reader.fixed(32),
      office: readOffice(reader) ?? reader.refuse(),
      directory: reader.fixed(32),
      bucket: readBucket(reader),
      files: reader.fixed(32),
    };
    return { ...head, uncommitted: reader.soFar(), commit: reader.fixed(32), bytes };
  });
}

/** A direction at this place; anything else refuses the structure. */
export function directionAt(reader: Reader): Direction {
  const direction = reader.u8();
  return direction === 0 || direction === 1 || direction === 2 ? direction : reader.refuse();
}

function readBucket(reader: Reader): Bucket {
  const bucket = reader.u8();
  return bucket === 1 || bucket === 2 ? bucket : reader.refuse();
}
