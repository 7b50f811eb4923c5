/** Leaves of a county's log, and what their documents commit to (formats.md section 9). */
import { createHash } from 'node:crypto';
import { Problem } from './problem';
import { LAST_SECOND } from './text';

/** Kinds by their numbers, from 1. */
const KINDS = [
  'notice',
  'withdrawal',
  'timetable',
  'candidates',
  'result',
  'directory',
  'round',
  'close',
  'release',
  'tip day root',
  'recovery use',
  'token issuer',
  'endorsements',
  'roll',
] as const;
export type LeafKind = (typeof KINDS)[number];

/** From this kind on the document is a structure that holds no secret, and the nonce is zeros. */
const FIRST_WITHOUT_NONCE = 6;

const TAG = tag('sunshine/log/v1/leaf');
const DOCUMENT_TAG = tag('sunshine/log/v1/doc');
const LENGTH = TAG.length + 1 + 8 + 16 + 4 + 8 + 32 + 32;
const FIRST_AREA = 100_000_000_000;
const LAST_AREA = 999_999_999_999;

/** A leaf; `time` in seconds, whole minutes, is what the office claims. Hashes are hexadecimal. */
export interface Leaf {
  readonly kind: LeafKind;
  readonly area: string;
  readonly id: string;
  readonly version: number;
  readonly time: number;
  readonly prev: string | null;
  readonly commitment: Uint8Array;
}

/** Reads a leaf; throws a problem that says what is not as it must be. */
export function parseLeaf(bytes: Uint8Array): Leaf {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (data.length !== LENGTH) throw new Problem(`a leaf has ${LENGTH} bytes, this has ${data.length}`);
  if (!data.subarray(0, TAG.length).equals(TAG)) throw new Problem('it does not begin as a leaf does');
  let place = TAG.length;
  const kind = KINDS[data.readUInt8(place) - 1];
  if (kind === undefined) throw new Problem(`kind ${data.readUInt8(place)} does not exist`);
  const area = Number(data.readBigUInt64BE((place += 1)));
  if (area < FIRST_AREA || area > LAST_AREA) throw new Problem('its area is not a code of 12 digits');
  const id = data.toString('hex', (place += 8), (place += 16));
  const version = data.readUInt32BE(place);
  const time = Number(data.readBigUInt64BE((place += 4)));
  const prev = data.subarray((place += 8), (place += 32));
  const isFirst = prev.every((byte) => byte === 0);
  if (version < 1) throw new Problem('versions count from 1, this is 0');
  if (time % 60 !== 0 || time > LAST_SECOND) throw new Problem('its time is not a whole minute of this age');
  if (isFirst !== (version === 1)) {
    throw new Problem(
      isFirst ? `version ${version} names no version before it` : 'version 1 names one before it',
    );
  }
  return {
    kind,
    area: String(area),
    id,
    version,
    time,
    prev: isFirst ? null : prev.toString('hex'),
    commitment: data.subarray(place),
  };
}

/** Which versions follow one another: all of one document; withdrawals and erasures follow their notice. */
export function chainOf({ kind, area, id }: Leaf): string {
  return `${kind === 'withdrawal' ? 'notice' : kind} ${area} ${id}`;
}

/** Whether its document may have to be erased one day; what is a structure holds nothing that must. */
export function isErasable({ kind }: Leaf): boolean {
  return KINDS.indexOf(kind) + 1 < FIRST_WITHOUT_NONCE;
}

/** A leaf in a few words. */
export function wordsOf(leaf: Leaf): string {
  const kind = leaf.kind === 'withdrawal' ? 'withdrawal or erasure' : leaf.kind;
  return `${kind} of area ${leaf.area}, id ${leaf.id}, version ${leaf.version}`;
}

/** Bytes of the longest document, with its nonce. */
export const LONGEST_DOCUMENT = 16 + 1_048_576;

/** Why what was served, nonce and document, is not what the leaf commits to; null when it is. */
export function whyNotCommitted(leaf: Leaf, served: Uint8Array): string | null {
  if (served.length < 16) return `it has ${served.length} bytes, which is not even a nonce`;
  const nonce = served.subarray(0, 16);
  if (!isErasable(leaf) && nonce.some((byte) => byte !== 0))
    return 'its nonce is not zeros, as this kind needs';
  const hash = createHash('sha256').update(DOCUMENT_TAG);
  for (const part of [nonce, served.subarray(16)]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length).update(part);
  }
  return hash.digest().equals(leaf.commitment) ? null : 'it is not the one that the leaf commits to';
}

function tag(text: string): Buffer {
  return Buffer.concat([Uint8Array.of(text.length), Buffer.from(text, 'ascii')]);
}
