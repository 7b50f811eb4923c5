/** A sealed message record: made on the phone or the officer's desk, opened nowhere else (formats.md section 2). */
import { AEAD_TAG_BYTES, aeadOpen, aeadSeal } from '../crypto/aead';
import { concatBytes, equalBytes, toHex } from '../crypto/bytes';
import { decode, fixed, MAX_HEAD, tag, u32, u8, v16, v32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { H, sha256 } from '../crypto/hash';
import type { KeyPair } from '../crypto/hpke';
import { kdf } from '../crypto/kdf';
import { type Content, encodeContent, KINDS, readContent } from './content';
import { type Bucket, decodeHead, encodeHead, type Head, type SentHead, ZERO_HASH } from './head';
import { BODY_BYTES, SLOTS_BYTES } from './sizes';
import { openSlot, slotOf, type SlotKeys, type SlotRole, type SlotsRandom, sealSlots } from './slots';

/** kind, signer, sig and the content's length, before the content. */
const PLAIN_OVERHEAD = 1 + 4 + 64 + 4;

export interface Signer {
  /** 0 for the reporter, else the officer's id in the directory entry. */
  readonly id: number;
  readonly seed: Uint8Array;
}

export interface Sealing {
  readonly head: Omit<Head, 'bucket'>;
  readonly content: Content;
  readonly signer: Signer;
  readonly keys: SlotKeys;
  /** 32 random bytes: the data key of this one message. */
  readonly dek: Uint8Array;
  readonly random: SlotsRandom;
}

/** A record with all eight slots, as it is sent. */
export interface SealedRecord {
  readonly head: SentHead;
  readonly slots: Uint8Array;
  /** SHA-256 of the slots of wrap 0: with head and body it is what stays when slots are replaced. */
  readonly slotsHash: Uint8Array;
  readonly body: Uint8Array;
}

/** A record as it is served to one reader: their own slot, and only the hash of all. */
export interface ServedRecord {
  readonly head: SentHead;
  readonly slot: Uint8Array;
  readonly slotsHash: Uint8Array;
  readonly body: Uint8Array;
  /** The signed records of each time its slots were sealed anew; the slot belongs to the last. */
  readonly wraps: readonly Uint8Array[];
  /** All eight slots as they are now; only the writer is served them, and only once they were sealed anew. */
  readonly slots?: Uint8Array;
  /** The hashes of all pieces of its files, joined; the head commits to them. */
  readonly pieces?: Uint8Array;
  /** A second officer's signature, where the record ends the case. */
  readonly confirm?: Uint8Array;
}

/** The sealed record, or null when the text is too long or a key is unusable. */
export function sealRecord({ head, content, signer, keys, dek, random }: Sealing): SealedRecord | null {
  const encoded = encodeContent(content);
  const bucket = bucketFor(encoded.length);
  if (bucket === null) return null;
  const uncommitted = encodeHead({ ...head, bucket });
  const derive = recordKeys(uncommitted, dek);
  const sent = decodeHead(concatBytes(uncommitted, derive('commit', 32)));
  if (sent === null) throw new Error('a head of ours does not decode');
  const slots = sealSlots(dek, keys, { head: sent.bytes, wrap: 0 }, random);
  if (slots === null) return null;
  const signature = ed25519Sign(signer.seed, signedBytes(sent, encoded));
  const plain = concatBytes(u8(KINDS[content.kind]), u32(signer.id), signature, v32(encoded));
  const padded = concatBytes(plain, new Uint8Array(BODY_BYTES[bucket] - AEAD_TAG_BYTES - plain.length));
  const body = aeadSeal(derive('body', 32), padded, sent.bytes);
  return { head: sent, slots, slotsHash: sha256(slots), body };
}

/** SHA-256. A server has a faster one than phones; both say the same. */
type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** v16<head> | slots | v32<body>. */
export function encodeRecord({ head, slots, body }: SealedRecord): Uint8Array {
  return concatBytes(v16(head.bytes), fixed(slots, SLOTS_BYTES), v32(body));
}

/** The parts of a record, with suite and sizes checked; nothing else can be known without a key. */
export function decodeRecord(bytes: Uint8Array, hash: Sha256 = sha256): SealedRecord | null {
  return decode(bytes, (reader) => {
    const head = decodeHead(reader.v16(MAX_HEAD)) ?? reader.refuse();
    const slots = reader.fixed(SLOTS_BYTES);
    const body = reader.v32(BODY_BYTES[head.bucket]);
    reader.check(body.length === BODY_BYTES[head.bucket]);
    return { head, slots, slotsHash: hash(slots), body };
  });
}

/** record_hash: the same for the sender of eight slots and the reader of one. */
export function recordHash(
  record: Pick<ServedRecord, 'head' | 'slotsHash' | 'body'>,
  hash: Sha256 = sha256,
): Uint8Array {
  return hashOfParts(record.head.bytes, record.slotsHash, record.body, hash);
}

/** The same of a record whose head says nothing here. */
export function hashOfParts(
  head: Uint8Array,
  slotsHash: Uint8Array,
  body: Uint8Array,
  hash: Sha256 = sha256,
): Uint8Array {
  return hashOfHashes(hash(head), slotsHash, hash(body));
}

/** The same by the three inner hashes alone, which are kept for ever. */
export function hashOfHashes(head: Uint8Array, slots: Uint8Array, body: Uint8Array): Uint8Array {
  return H('tip/record', head, slots, body);
}

/** A record of a suite or a size that this build does not know: it keeps its place in the chain by its hash. */
export interface UnreadableRecord {
  readonly head: null;
  readonly hash: Uint8Array;
  /** Its content was erased: of a record that could be read its hash is left, and its head, where this build reads it. */
  readonly erased?: { readonly head: SentHead | null };
}

/** A place of a chain as it is served. */
export type ChainRecord = ServedRecord | UnreadableRecord;

/** What the record after this one names as `prev`. */
export function chainHash(record: ChainRecord): Uint8Array {
  return record.head === null ? record.hash : recordHash(record);
}

/** The record for the holder of one role. */
export function servedTo(role: SlotRole, { head, slots, slotsHash, body }: SealedRecord): ServedRecord {
  return { head, slot: slotOf(slots, role), slotsHash, body, wraps: [] };
}

/** Who opens, and with what: an office has one key an epoch, so that several may have to be tried. */
export interface Opener {
  readonly role: SlotRole;
  readonly pairs: readonly KeyPair[];
  /** Data keys that recovery holders gave back, by `nameOfKey`. */
  readonly recovered?: ReadonlyMap<string, Uint8Array>;
}

/** What a record calls its data key by: the commitment in its head. */
export function nameOfKey({ commit }: SentHead): string {
  return toHex(commit);
}

/** Whether a data key is the one that a record's head commits to. */
export function isKeyOf({ uncommitted, commit }: SentHead, dek: Uint8Array): boolean {
  return equalBytes(recordKeys(uncommitted, dek)('commit', 32), commit);
}

/** What a record says, not yet whether its signature holds: only the thread knows the key that it must hold under. */
export interface OpenedRecord {
  readonly signerId: number;
  readonly content: Content;
  readonly signedBy: (publicKey: Uint8Array) => boolean;
}

/** The check that a record failed. */
export type Flaw =
  | 'suite'
  | 'slot'
  | 'commit'
  | 'body'
  | 'padding'
  | 'content'
  | 'signature'
  | 'order'
  /** It names another office than the one that had the case then. */
  | 'office'
  /** It moves the case where it may not go. */
  | 'move'
  /** Its content was erased. */
  | 'erased'
  /** It ends the case without a second officer's signature. */
  | 'confirm'
  /** Its slots were sealed anew by nobody who had the case. */
  | 'wrap';

/** Opens a record in the order of formats.md section 2: slot, commitment, body, padding; its signature comes after. */
export function openRecord(record: ServedRecord, opener: Opener): OpenedRecord | Flaw {
  const { head, body } = record;
  const dek = dataKey(record, opener);
  if (dek === null) return 'slot';
  if (!isKeyOf(head, dek)) return 'commit';
  const padded = aeadOpen(recordKeys(head.uncommitted, dek)('body', 32), body, head.bytes);
  if (padded === null) return 'body';
  return readPlain(head, padded);
}

/** The record's data key, or null when this slot is for none of these keys. */
export function dataKey(
  { head, slot, wraps }: ServedRecord,
  { role, pairs, recovered }: Opener,
): Uint8Array | null {
  for (const pair of pairs) {
    const opened = openSlot(slot, role, pair, { head: head.bytes, wrap: wraps.length });
    if (opened?.x === 0) return opened.bytes;
  }
  return recovered?.get(nameOfKey(head)) ?? null;
}

function readPlain(head: SentHead, padded: Uint8Array): OpenedRecord | Flaw {
  const length = plainLength(padded);
  if (length === null) return 'content';
  if (padded.slice(length).some((byte) => byte !== 0)) return 'padding';
  const plain = decode(padded.slice(0, length), (reader) => ({
    kind: reader.u8(),
    signerId: reader.u32(),
    signature: reader.fixed(64),
    encoded: reader.v32(),
  }));
  const content = plain && decode(plain.encoded, (reader) => readContent(reader, plain.kind));
  if (!content || !belongs(head, content, plain.signerId)) return 'content';
  const { signerId, signature, encoded } = plain;
  return {
    signerId,
    content,
    signedBy: (publicKey) => ed25519Verify(publicKey, signedBytes(head, encoded), signature),
  };
}

/**
 * kind 1 if and only if the reporter's first; signer 0 if and only if the reporter; kind 5 if and only if an internal note; files if
 * and only if the head has any; only the office tells a status or moves the case.
 */
function belongs(head: Head, content: Content, signerId: number): boolean {
  const first = head.direction === 0 && head.seq === 0;
  const byReporter = head.direction === 0;
  return (
    (content.kind === 'note') === (head.direction === 2) &&
    (content.kind === 'first') === first &&
    (signerId === 0) === byReporter &&
    (content.files === undefined) === equalBytes(head.files, ZERO_HASH) &&
    (byReporter ? isReporters(content) : isOffices(content))
  );
}

/** The reporter writes letters, and answers what is asked. */
function isReporters(content: Content): boolean {
  return content.kind === 'first' || (content.kind === 'message' && !content.said.ask);
}

/** The office does everything else, and never answers or complains in the reporter's name. */
function isOffices(content: Content): boolean {
  return content.kind !== 'message' || (!content.said.consent && !content.said.reprisal);
}

function plainLength(padded: Uint8Array): number | null {
  const at = PLAIN_OVERHEAD - 4;
  const content = padded.slice(at, PLAIN_OVERHEAD).reduce((value, byte) => value * 256 + byte, 0);
  const length = PLAIN_OVERHEAD + content;
  return length <= padded.length ? length : null;
}

/** Whether a content has room in a record: what is not, is better said before its files are sent. */
export function hasRoom(content: Content): boolean {
  return bucketFor(encodeContent(content).length) !== null;
}

function bucketFor(contentLength: number): Bucket | null {
  const needed = PLAIN_OVERHEAD + contentLength + AEAD_TAG_BYTES;
  if (needed <= BODY_BYTES[1]) return 1;
  return needed <= BODY_BYTES[2] ? 2 : null;
}

function recordKeys(uncommitted: Uint8Array, dek: Uint8Array) {
  return kdf(H('tip/salt', uncommitted), fixed(dek, 32));
}

function signedBytes(head: SentHead, content: Uint8Array): Uint8Array {
  return concatBytes(tag('tip/sign'), H('tip/head-hash', head.bytes), sha256(content));
}
