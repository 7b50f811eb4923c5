/** Records between bytes and the JSON that carries them. */
import { bytesOf, toBase64url } from '../crypto/bytes';
import type { ServedWire } from './contract';
import { decodeHead } from './head';
import type { ServedRecord } from './record';
import { BODY_BYTES } from './sizes';

/** A served record as JSON. */
export function toWire({ head, slot, slotsHash, body }: ServedRecord, day: number): ServedWire {
  return {
    head: toBase64url(head.bytes),
    slot: toBase64url(slot),
    slotsHash: toBase64url(slotsHash),
    body: toBase64url(body),
    day,
  };
}

/** A served record, with suite and sizes checked first; null when it is none. */
export function fromWire(wire: ServedWire): ServedRecord | null {
  const head = decodeHead(bytesOf(wire.head));
  const body = bytesOf(wire.body);
  if (head === null || body.length !== BODY_BYTES[head.bucket]) return null;
  return { head, slot: bytesOf(wire.slot), slotsHash: bytesOf(wire.slotsHash), body };
}
