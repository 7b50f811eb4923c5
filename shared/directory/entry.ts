/** One office of the county's directory: its keys and the people who act for it (formats.md section 5). */
import * as z from 'zod';
import { concatBytes, toHex } from '../crypto/bytes';
import { decode, fixed, nfc, type Reader, tag, u16, u32, u8, v8 } from '../crypto/codec';
import { encodeOffice, type Office, readOffice } from './office';

const SUITE = 1;
/** How many rows an entry has at most: devices of all its officers together. */
export const MOST_ROWS = 32;

/** 1 village, 2 town, 3 county. */
const Level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Level = z.output<typeof Level>;

/** The keys of one device of an officer. */
export interface Device {
  readonly id: number;
  readonly signPk: Uint8Array;
  readonly devicePk: Uint8Array;
}

/** One device of an officer; an id that stands in several rows is one person with several devices. */
export interface OfficerRow extends Device {
  readonly maySign: boolean;
  readonly mayHoldKey: boolean;
}

export interface DirectoryEntry {
  readonly epoch: number;
  /** Both days are inclusive. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly office: Office;
  readonly level: Level;
  /** The office above, or null at the top. */
  readonly above: Office | null;
  readonly name: string;
  readonly officePk: Uint8Array;
  readonly recoveryPks: readonly Uint8Array[];
  readonly officers: readonly OfficerRow[];
}

/** The bytes of an entry; these are what the snapshot lists by hash and what office keys are sealed under. */
export function encodeEntry(entry: DirectoryEntry): Uint8Array {
  const { recoveryPks, officers } = entry;
  if (recoveryPks.length !== 3) throw new RangeError('an entry has three recovery keys');
  if (officers.length < 1 || officers.length > MOST_ROWS)
    throw new RangeError('an entry has 1 to 32 officers');
  return concatBytes(
    tag('dir/entry'),
    u32(entry.epoch),
    u32(entry.firstDay),
    u32(entry.lastDay),
    encodeOffice(entry.office),
    u8(entry.level),
    encodeOffice(entry.above),
    v8(nfc(entry.name)),
    u16(SUITE),
    fixed(entry.officePk, 32),
    ...recoveryPks.map((key) => fixed(key, 32)),
    u8(officers.length),
    ...officers.map(encodeOfficer),
  );
}

/** The entry of these bytes, or null. */
export function decodeEntry(bytes: Uint8Array): DirectoryEntry | null {
  return decode(bytes, (reader) => {
    reader.tag('dir/entry');
    const head = {
      epoch: reader.u32(),
      firstDay: reader.u32(),
      lastDay: reader.u32(),
      office: readOffice(reader) ?? reader.refuse(),
      level: reader.parsed(Level, reader.u8()),
      above: readOffice(reader),
      name: reader.text(),
    };
    reader.check(reader.u16() === SUITE);
    const officePk = reader.fixed(32);
    const recoveryPks = [reader.fixed(32), reader.fixed(32), reader.fixed(32)];
    const count = reader.u8();
    reader.check(count >= 1 && count <= MOST_ROWS);
    const officers = Array.from({ length: count }, () => readOfficer(reader));
    reader.check(new Set(officers.map(({ id, signPk }) => `${id} ${toHex(signPk)}`)).size === count);
    return { ...head, officePk, recoveryPks, officers };
  });
}

/** The keys under which an officer of this entry signs, one a device; none when there is no such officer or they may not. */
export function signingKeys({ officers }: DirectoryEntry, officerId: number): Uint8Array[] {
  return officers.filter(({ id, maySign }) => id === officerId && maySign).map(({ signPk }) => signPk);
}

function encodeOfficer({ id, signPk, devicePk, maySign, mayHoldKey }: OfficerRow): Uint8Array {
  const flags = (maySign ? 1 : 0) + (mayHoldKey ? 2 : 0);
  return concatBytes(u32(id), fixed(signPk, 32), fixed(devicePk, 32), u8(flags));
}

/** Officer ids begin at 1: 0 means the reporter in a message. */
function readOfficer(reader: Reader): OfficerRow {
  const id = reader.u32();
  const keys = { signPk: reader.fixed(32), devicePk: reader.fixed(32) };
  const flags = reader.u8();
  reader.check(id > 0 && flags < 4);
  return { id, ...keys, maySign: flags % 2 === 1, mayHoldKey: flags >= 2 };
}
