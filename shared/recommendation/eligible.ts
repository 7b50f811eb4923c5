/** The list of people who may be recommended; its SHA-256 stands in the parameters (formats.md section 8). */
import { concatBytes } from '../crypto/bytes';
import { decode, nfc, type Reader, u16, v8 } from '../crypto/codec';
import { sha256 } from '../crypto/hash';
import { MOST_ELIGIBLE } from './limits';

/** The longest document, in bytes: 2,000 people with long groups; its base64url fits an item of the database three times. */
export const MOST_ELIGIBLE_BYTES = 96 << 10;

/** A person on the list. `group` tells namesakes apart: `六组·女·63岁`. */
export interface Eligible {
  readonly name: string;
  readonly group: string;
}

/** u16 index | v8<name> | v8<group>, one after another, counted from 0. */
export function encodeEligible(list: readonly Eligible[]): Uint8Array {
  return concatBytes(...list.map(({ name, group }, i) => concatBytes(u16(i), v8(nfc(name)), v8(nfc(group)))));
}

/** The list, or null when indices skip, text is not NFC or bytes are left. */
export function decodeEligible(bytes: Uint8Array): Eligible[] | null {
  return decode(bytes, readEligible);
}

/** The hash that the parameters carry. */
export function eligibleHash(document: Uint8Array): Uint8Array {
  return sha256(document);
}

function readEligible(r: Reader): Eligible[] {
  const list: Eligible[] = [];
  while (!r.isAtEnd()) {
    r.check(r.u16() === list.length && list.length < MOST_ELIGIBLE);
    list.push({ name: r.text(), group: r.text() });
  }
  return list;
}
