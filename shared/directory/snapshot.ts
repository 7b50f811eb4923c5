/** The county's list of offices on one day, signed by its directory key (formats.md section 5). */
import type { AreaCode } from '../area/code';
import { compareBytes, concatBytes } from '../crypto/bytes';
import { decode, fixed, tag, u16, u32, u64 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { readArea } from './office';

/** A snapshot holds for up to 30 days and is renewed on every change. */
export const MAX_VALID_DAYS = 30;

export interface Snapshot {
  readonly area: AreaCode;
  readonly epoch: number;
  readonly day: number;
  readonly validDays: number;
  /** Signs acknowledgements. */
  readonly servicePk: Uint8Array;
  /** SHA-256 of each entry, ascending. */
  readonly entryHashes: readonly Uint8Array[];
}

/** The signed snapshot; hashes are put in order here. */
export function signSnapshot(snapshot: Snapshot, directorySeed: Uint8Array): Uint8Array {
  const hashes = [...snapshot.entryHashes].sort(compareBytes);
  const signed = concatBytes(
    tag('dir/snapshot'),
    u64(Number(snapshot.area)),
    u32(snapshot.epoch),
    u32(snapshot.day),
    u32(snapshot.validDays),
    fixed(snapshot.servicePk, 32),
    u16(hashes.length),
    ...hashes.map((hash) => fixed(hash, 32)),
  );
  return concatBytes(signed, ed25519Sign(directorySeed, signed));
}

/** The snapshot of these bytes, or null unless it is in order and signed by this directory key. */
export function readSnapshot(bytes: Uint8Array, directoryPk: Uint8Array): Snapshot | null {
  return decode(bytes, (reader) => {
    reader.tag('dir/snapshot');
    const head = {
      area: readArea(reader),
      epoch: reader.u32(),
      day: reader.u32(),
      validDays: reader.u32(),
      servicePk: reader.fixed(32),
    };
    const entryHashes = Array.from({ length: reader.u16() }, () => reader.fixed(32));
    reader.check(head.validDays >= 1 && head.validDays <= MAX_VALID_DAYS && isAscending(entryHashes));
    const signed = reader.soFar();
    reader.check(ed25519Verify(directoryPk, signed, reader.fixed(64)));
    return { ...head, entryHashes };
  });
}

function isAscending(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash, i) => i === 0 || compareBytes(hashes[i - 1] ?? hash, hash) < 0);
}
