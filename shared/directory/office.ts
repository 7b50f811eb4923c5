/** An office as formats.md section 0 names it: u64 area code, u8 kind. */
import * as z from 'zod';
import { AreaCode } from '../area/code';
import { concatBytes } from '../crypto/bytes';
import { type Reader, u8, u64 } from '../crypto/codec';

/** 1: discipline (纪委). 2: election office (换届办, and a village's election committee). */
export const OfficeKind = z.union([z.literal(1), z.literal(2)]);
export type OfficeKind = z.output<typeof OfficeKind>;

export const DISCIPLINE = 1 satisfies OfficeKind;
export const ELECTION = 2 satisfies OfficeKind;

export const Office = z.strictObject({ area: AreaCode, kind: OfficeKind });
export type Office = z.output<typeof Office>;

/** One text for an office, where a key or a map needs one: `331127103000-1`. */
export function officeText({ area, kind }: Office): string {
  return `${area}-${kind}`;
}

/** The office of such a text, or undefined. */
export function officeFrom(text: string | undefined): Office | undefined {
  const [area, kind] = text?.split('-') ?? [];
  return Office.safeParse({ area, kind: Number(kind) }).data;
}

export function sameOffice(a: Office | null, b: Office | null): boolean {
  return a === null || b === null ? a === b : officeText(a) === officeText(b);
}

/** Nine bytes; zeros where there is no office above. */
export function encodeOffice(office: Office | null): Uint8Array {
  return office === null ? new Uint8Array(9) : concatBytes(u64(Number(office.area)), u8(office.kind));
}

/** The office at this place, or null for zeros; anything that is no office refuses the structure. */
export function readOffice(reader: Reader): Office | null {
  const area = reader.u64();
  const kind = reader.u8();
  if (area === 0 && kind === 0) return null;
  return reader.parsed(Office, { area: String(area), kind });
}

/** The 12-digit code at this place. */
export function readArea(reader: Reader): AreaCode {
  return reader.parsed(AreaCode, String(reader.u64()));
}
