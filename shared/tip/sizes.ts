/** Sizes in bytes that both the formats and the contracts need; apart from the curves, so that a contract loads without them. */

/** Body of a message by its bucket (formats.md section 2). */
export const BODY_BYTES = { 1: 4096, 2: 16_384 } as const;

/** One HPKE-sealed slot: 32 encapsulated key, 33 payload, 16 tag; and all eight (section 3). */
export const SLOT_BYTES = 81;
export const SLOTS_BYTES = 8 * SLOT_BYTES;

/** A signed record that slots were sealed anew (section 3). */
export const WRAP_BYTES = 194;

/** A second officer's signature that a case is closed (`confirm.ts`). */
export const CONFIRM_BYTES = 185;

/** How many records of a case one recovery may be asked for: all that a case may hold. */
export const MOST_ASKED = 200;

/** An acknowledgement (section 6). */
export const ACK_BYTES = 144;

/** Bytes of a file in one chunk (section 4); and of the chunk sealed, with its tag. */
export const CHUNK_BYTES = 32_752;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + 16;

export const CHUNKS_OF_PIECE = 10;
/** Bytes of a file in one piece; and of the piece sealed, as it is sent and stored. */
export const PIECE_BYTES = CHUNKS_OF_PIECE * CHUNK_BYTES;
export const SEALED_PIECE_BYTES = CHUNKS_OF_PIECE * SEALED_CHUNK_BYTES;

/** How many pieces a file may have: its size is told in powers of two alone. */
export const PIECES = [1, 2, 4, 8, 16, 32, 64] as const;
export type Pieces = (typeof PIECES)[number];
export const MAX_FILE_BYTES = 64 * PIECE_BYTES;

/** How many pieces a file of so many bytes is sealed in; undefined when it is empty or too large. */
export function piecesFor(length: number): Pieces | undefined {
  return length > 0 ? PIECES.find((pieces) => length <= pieces * PIECE_BYTES) : undefined;
}

/** How many files one record may enclose, and how many pieces they may have together. */
export const MOST_ENCLOSURES = 6;
export const MOST_PIECES_OF_RECORD = 128;

/** How many pieces each side may lay down for one case, sent with a record or not. */
export const MOST_PIECES_OF_SIDE = 384;
