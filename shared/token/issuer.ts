/** The key that signs a county's tokens of one month, as the log has it (formats.md sections 7 and 9, kind 12). */
import type { AreaCode } from '../area/code';
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, tag, u16, u64 } from '../crypto/codec';
import { sha256 } from '../crypto/hash';
import { RSA_BYTES } from '../crypto/rsa-bytes';
import { readArea } from '../directory/office';
import { commitmentOf, type Leaf, NO_NONCE, NO_PREV } from '../transparency/leaf';

/** One key a county and month, never a village. */
export interface Issuer {
  readonly county: AreaCode;
  readonly month: number;
  /** The modulus, big-endian; e = 65537. */
  readonly rsaN: Uint8Array;
}

/** T("tip/issuer") | county | month | rsa_n. */
export function encodeIssuer(issuer: Issuer): Uint8Array {
  return concatBytes(nameOf(issuer), fixed(issuer.rsaN, RSA_BYTES));
}

/** The issuer of these bytes, or null: a modulus of 2048 bits, and odd. */
export function decodeIssuer(bytes: Uint8Array): Issuer | null {
  return decode(bytes, (reader) => {
    reader.tag('tip/issuer');
    const county = readArea(reader);
    const month = reader.u16();
    const rsaN = reader.fixed(RSA_BYTES);
    reader.check((rsaN[0] ?? 0) >= 0x80 && (rsaN[RSA_BYTES - 1] ?? 0) % 2 === 1);
    return { county, month, rsaN };
  });
}

/**
 * The issuer's leaf. Its id names the county and the month: a second key for a month would be a second version 1 of one
 * document, which every audit of the log refuses.
 */
export function issuerLeaf(issuer: Issuer, time: number): Leaf {
  return {
    kind: 'token-issuer',
    area: issuer.county,
    id: idOf(issuer),
    version: 1,
    time,
    prev: NO_PREV,
    commitment: commitmentOf(NO_NONCE, encodeIssuer(issuer)),
  };
}

/** Whether a leaf of the log is the one and only leaf of this issuer. */
export function isLeafOfIssuer(leaf: Leaf, issuer: Issuer): boolean {
  const own = issuerLeaf(issuer, leaf.time);
  return (
    leaf.kind === own.kind &&
    leaf.area === own.area &&
    leaf.version === own.version &&
    equalBytes(leaf.id, own.id) &&
    equalBytes(leaf.commitment, own.commitment)
  );
}

function nameOf({ county, month }: Pick<Issuer, 'county' | 'month'>): Uint8Array {
  return concatBytes(tag('tip/issuer'), u64(Number(county)), u16(month));
}

function idOf(issuer: Issuer): Uint8Array {
  return sha256(nameOf(issuer)).slice(0, 16);
}
