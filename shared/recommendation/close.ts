/** The closing of a round (kind 8 in the log): how many, and the two roots that fix them. */
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, tag, u32 } from '../crypto/codec';

export interface Close {
  readonly roundHash: Uint8Array;
  readonly records: number;
  /** Tokens issued to phones. */
  readonly issued: number;
  /** People recorded as having recommended on paper. */
  readonly paper: number;
  readonly boardRoot: Uint8Array;
  readonly issuedRoot: Uint8Array;
}

/** T("rec/close") | round_hash | u32 records | u32 issued | u32 paper | board_root | issued_root. */
export function encodeClose(c: Close): Uint8Array {
  return concatBytes(
    tag('rec/close'),
    fixed(c.roundHash, 32),
    u32(c.records),
    u32(c.issued),
    u32(c.paper),
    fixed(c.boardRoot, 32),
    fixed(c.issuedRoot, 32),
  );
}

export function decodeClose(bytes: Uint8Array): Close | null {
  return decode(bytes, (r) => {
    r.tag('rec/close');
    return {
      roundHash: r.fixed(32),
      records: r.u32(),
      issued: r.u32(),
      paper: r.u32(),
      boardRoot: r.fixed(32),
      issuedRoot: r.fixed(32),
    };
  });
}
