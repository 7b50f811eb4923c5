/**
 * An archive: cases of an office in one file, sealed to the county's office of the same kind and to the office itself
 * (docs/formats/tip-archive.md). It is made and opened at officers' desks; no server holds it.
 */
import { aeadOpen, aeadSeal } from '../crypto/aead';
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, type Reader, tag, u32, u64, u8, v32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { H, type Hasher, sha256Hasher } from '../crypto/hash';
import { hpkeOpen, hpkeSeal, type KeyPair } from '../crypto/hpke';
import { kdf } from '../crypto/kdf';
import { encodeOffice, type Office, readOffice } from '../directory/office';
import type { Signer } from '../tip/record';
import { type ArchivePart, encodeMaker, encodePart, type Maker, readMaker, readPart } from './part';
import { ARCHIVE_SLOT_BYTES, MOST_CASE_BYTES, MOST_PART_BYTES, MOST_PARTS } from './sizes';

/** What stands before the seal, for everybody who finds the file: nothing of a case, not how many they are. */
export interface ArchiveHead {
  readonly from: Office;
  readonly to: Office;
  /** SHA-256 of the snapshot that lists both offices. */
  readonly directory: Uint8Array;
  readonly day: number;
}

export interface SealingArchive extends ArchiveHead {
  /** Keys of the office it goes to, and of the one that makes it. */
  readonly recipients: readonly [Uint8Array, Uint8Array];
  /** `ARCHIVE_RANDOM_BYTES` random bytes. */
  readonly random: Uint8Array;
}

/** Of the archive's own key, and of an ephemeral one for each of the two offices. */
export const ARCHIVE_RANDOM_BYTES = 32 + 2 * 32;

/** Seals an archive part by part, so that no more than one case has to be open at once. */
export class ArchiveSealer {
  /** Head and slots: the beginning of the file. */
  readonly beginning: Uint8Array;
  readonly #key: Uint8Array;
  readonly #said: Hasher = sha256Hasher();
  #next = 0;

  private constructor(head: Uint8Array, slots: Uint8Array, key: Uint8Array) {
    this.#key = key;
    this.beginning = concatBytes(head, slots);
  }

  /** Begins one; null when a key of an office is unusable. */
  static begin({ recipients, random, ...said }: SealingArchive): ArchiveSealer | null {
    const key = fixed(random, ARCHIVE_RANDOM_BYTES).slice(0, 32);
    const uncommitted = encodeUncommitted(said);
    const derived = keysOf(uncommitted, key);
    const head = concatBytes(uncommitted, derived.commit);
    const slots = recipients.flatMap((pk, place) => {
      const ephemeral = random.slice(32 + place * 32, 64 + place * 32);
      return hpkeSeal(pk, slotInfo(head, place), key, ephemeral) ?? [];
    });
    return slots.length === recipients.length
      ? new ArchiveSealer(head, concatBytes(...slots), derived.parts)
      : null;
  }

  /** The next bytes of the file. */
  seal(part: ArchivePart): Uint8Array {
    const plain = encodePart(part);
    this.#said.update(v32(plain));
    return this.#part(plain, false);
  }

  /** Its last bytes: how many cases there are, and who made it, signed over everything before. */
  end(maker: Maker, { seed }: Signer): Uint8Array {
    const signed = encodeMaker(maker);
    const signature = ed25519Sign(seed, signedBytes(this.beginning, this.#said.digest(), signed));
    return this.#part(concatBytes(signed, signature), true);
  }

  #part(plain: Uint8Array, isLast: boolean): Uint8Array {
    const nonce = nonceOf(this.#next, isLast);
    this.#next += 1;
    return v32(aeadSeal(this.#key, plain, aadOf(this.beginning), nonce));
  }
}

/** An archive's parts as they are sealed. */
export interface SealedArchive {
  readonly head: ArchiveHead;
  /** Its head as it stands there, with the commitment to its key. */
  readonly bytes: Uint8Array;
  readonly uncommitted: Uint8Array;
  readonly commit: Uint8Array;
  readonly slots: readonly Uint8Array[];
  readonly parts: readonly Uint8Array[];
}

/** Whether bytes begin as an archive does, however they go on: which offices it is of, for whoever cannot open it. */
export function readArchiveHead(bytes: Uint8Array): ArchiveHead | null {
  return decode(bytes.slice(0, HEAD_BYTES), (reader) => headAt(reader).head);
}

/** The parts of an archive; null when anything is missing, or when it is none. */
export function decodeArchive(bytes: Uint8Array): SealedArchive | null {
  return decode(bytes, (reader) => {
    const head = headAt(reader);
    const slots = [reader.fixed(ARCHIVE_SLOT_BYTES), reader.fixed(ARCHIVE_SLOT_BYTES)];
    const parts: Uint8Array[] = [];
    while (!reader.isAtEnd()) {
      reader.check(parts.length < MOST_PARTS);
      parts.push(reader.v32(MOST_PART_BYTES));
    }
    reader.check(parts.length > 1);
    return { ...head, slots, parts };
  });
}

/** Why an archive is not read: none of these keys is one that it is sealed to, or it is not as it was made. */
export type ArchiveFlaw = 'closed' | 'altered';

/** An archive as it was opened; who signs is known by their entry, which the reader proves. */
export interface OpenedArchive {
  readonly head: ArchiveHead;
  readonly parts: readonly ArchivePart[];
  readonly maker: Maker;
  readonly signedBy: (publicKey: Uint8Array) => boolean;
}

/** Opens an archive with the keys of an office: all of it, or nothing. */
export function openArchive(bytes: Uint8Array, pairs: readonly KeyPair[]): OpenedArchive | ArchiveFlaw {
  const opening = openingArchive(bytes, pairs);
  for (;;) {
    const step = opening.next();
    if (step.done) return step.value;
  }
}

/** The same part by part, for a screen that is drawn between them: what share is opened, and in the end what it is. */
export function* openingArchive(
  bytes: Uint8Array,
  pairs: readonly KeyPair[],
): Generator<number, OpenedArchive | ArchiveFlaw> {
  const sealed = decodeArchive(bytes);
  if (!sealed) return 'altered';
  const key = keyIn(sealed, pairs);
  if (!key) return 'closed';
  const derived = keysOf(sealed.uncommitted, key);
  if (!equalBytes(derived.commit, sealed.commit)) return 'altered';
  const beginning = concatBytes(sealed.bytes, ...sealed.slots);
  const said = sha256Hasher();
  const parts: ArchivePart[] = [];
  for (const [i, part] of sealed.parts.entries()) {
    yield i / sealed.parts.length;
    const isLast = i === sealed.parts.length - 1;
    const plain = aeadOpen(derived.parts, part, aadOf(beginning), nonceOf(i, isLast));
    if (!plain) return 'altered';
    if (isLast)
      return closed(sealed.head, parts, plain, (maker) => signedBytes(beginning, said.digest(), maker));
    const read = readPart(plain);
    if (!read) return 'altered';
    said.update(v32(plain));
    parts.push(read);
  }
  return 'altered';
}

function closed(
  head: ArchiveHead,
  parts: readonly ArchivePart[],
  plain: Uint8Array,
  signedWith: (maker: Uint8Array) => Uint8Array,
): OpenedArchive | ArchiveFlaw {
  const end = readMaker(plain);
  if (!end || !isInOrder(parts, end.cases)) return 'altered';
  const { signed, signature, ...maker } = end;
  const all = signedWith(signed);
  return { head, parts, maker, signedBy: (pk) => ed25519Verify(pk, all, signature) };
}

/** Case after case: the text of each to its end, then its pieces, and as many cases as were signed for. */
function isInOrder(parts: readonly ArchivePart[], cases: number): boolean {
  let ended = 0;
  /** Of the text that has begun. */
  let length = 0;
  for (const one of parts) {
    const isNext = one.part === 'text' ? one.at === ended : length === 0 && one.at === ended - 1;
    if (!isNext) return false;
    if (one.part !== 'text') continue;
    length += one.bytes.length;
    if (length > MOST_CASE_BYTES) return false;
    if (!one.last) continue;
    ended += 1;
    length = 0;
  }
  return ended === cases && length === 0;
}

function keyIn({ slots, bytes }: SealedArchive, pairs: readonly KeyPair[]): Uint8Array | undefined {
  for (const pair of pairs)
    for (const [place, slot] of slots.entries()) {
      const key = hpkeOpen(pair, slotInfo(bytes, place), slot);
      if (key) return key;
    }
  return undefined;
}

const OFFICE_BYTES = 9;
const COMMIT_BYTES = 32;
const HEAD_BYTES = tag('tip/archive').length + 2 * OFFICE_BYTES + 32 + 4 + COMMIT_BYTES;

/** `T("tip/archive") | office from | office to | directory b[32] | u32 day`, before the commitment */
function encodeUncommitted({ from, to, directory, day }: ArchiveHead): Uint8Array {
  return concatBytes(
    tag('tip/archive'),
    encodeOffice(from),
    encodeOffice(to),
    fixed(directory, 32),
    u32(day),
  );
}

function headAt(reader: Reader): Omit<SealedArchive, 'slots' | 'parts'> {
  reader.tag('tip/archive');
  const head = {
    from: readOffice(reader) ?? reader.refuse(),
    to: readOffice(reader) ?? reader.refuse(),
    directory: reader.fixed(32),
    day: reader.u32(),
  };
  const uncommitted = reader.soFar();
  const commit = reader.fixed(COMMIT_BYTES);
  return { head, bytes: concatBytes(uncommitted, commit), uncommitted, commit };
}

function keysOf(uncommitted: Uint8Array, key: Uint8Array): { commit: Uint8Array; parts: Uint8Array } {
  const derive = kdf(H('tip/archive-salt', uncommitted), fixed(key, 32));
  return { commit: derive('commit', COMMIT_BYTES), parts: derive('parts', 32) };
}

function slotInfo(head: Uint8Array, place: number): Uint8Array {
  return concatBytes(tag('tip/archive-slot'), H('tip/archive-hash', head), u8(place));
}

/** Every part is bound to the beginning, the other office's seal included: neither office is left out by a flipped bit. */
function aadOf(beginning: Uint8Array): Uint8Array {
  return H('tip/archive-hash', beginning);
}

/** Its place, and whether it is the last: none can be moved, left out or added (the STREAM construction, as with files). */
function nonceOf(place: number, isLast: boolean): Uint8Array {
  return concatBytes(new Uint8Array(3), u64(place), u8(isLast ? 1 : 0));
}

function signedBytes(beginning: Uint8Array, said: Uint8Array, maker: Uint8Array): Uint8Array {
  return concatBytes(tag('tip/archive-sign'), aadOf(beginning), fixed(said, 32), maker);
}
