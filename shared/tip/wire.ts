/** Records out of the JSON that carries them. */
import { bytesOf } from '../crypto/bytes';
import type { ServedWire } from './served';
import { decodeHead } from './head';
import { sha256 } from '../crypto/hash';
import { type ChainRecord, hashOfHashes, hashOfParts, type ServedRecord } from './record';
import { BODY_BYTES } from './sizes';

/** A served record, with suite and sizes checked first; null when it is none, or erased. */
export function fromWire(wire: ServedWire): ServedRecord | null {
  if (wire.body === undefined || wire.slot === undefined) return null;
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

/** The places of a chain in order; one that cannot be read, or was erased, stays in its place by its hash. */
export function chainFromWire(wires: readonly ServedWire[]): ChainRecord[] {
  return wires.map((wire) => {
    const [head, slotsHash] = [bytesOf(wire.head), bytesOf(wire.slotsHash)];
    if (wire.bodyHash) {
      const hash = hashOfHashes(sha256(head), slotsHash, bytesOf(wire.bodyHash));
      return { head: null, hash, erased: { head: decodeHead(head) } };
    }
    const hash = () => hashOfParts(head, slotsHash, bytesOf(wire.body ?? ''));
    return fromWire(wire) ?? { head: null, hash: hash() };
  });
}
