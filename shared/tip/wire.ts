/** Records out of the JSON that carries them. */
import { bytesOf } from '../crypto/bytes';
import type { ServedWire } from './contract';
import { decodeHead } from './head';
import { type ChainRecord, hashOfParts, type ServedRecord } from './record';
import { BODY_BYTES } from './sizes';

/** A served record, with suite and sizes checked first; null when it is none. */
export function fromWire(wire: ServedWire): ServedRecord | null {
  const head = decodeHead(bytesOf(wire.head));
  const body = bytesOf(wire.body);
  if (head === null || body.length !== BODY_BYTES[head.bucket]) return null;
  return {
    head,
    slot: bytesOf(wire.slot),
    slotsHash: bytesOf(wire.slotsHash),
    body,
    wraps: wire.wraps.map(bytesOf),
    ...(wire.confirm && { confirm: bytesOf(wire.confirm) }),
    ...(wire.slots && { slots: bytesOf(wire.slots) }),
    ...(wire.pieces && { pieces: bytesOf(wire.pieces) }),
  };
}

/** The places of a chain in order; one that cannot be read stays in its place. */
export function chainFromWire(wires: readonly ServedWire[]): ChainRecord[] {
  return wires.map((wire) => {
    const hash = () => hashOfParts(bytesOf(wire.head), bytesOf(wire.slotsHash), bytesOf(wire.body));
    return fromWire(wire) ?? { head: null, hash: hash() };
  });
}
