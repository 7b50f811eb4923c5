/**
 * An office's own templates, sealed to its key and signed by the officer who wrote them down (decision 74): a server
 * can neither read how an office works nor put words into its mouth.
 */
import { concatBytes } from '../crypto/bytes';
import { decode, fixed, MAX_JSON, nfc, tag, u16, u32, v32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { hpkeOpen, hpkeSeal, type KeyPair } from '../crypto/hpke';
import { type DirectoryEntry, signingKeys } from '../directory/entry';
import { encodeOffice, type Office, readOffice } from '../directory/office';
import { parseJson } from '../json';
import type { Signer } from '../tip/record';
import { BOOK_BYTES, BOOK_PLAIN_BYTES } from './sizes';
import { Templates } from './template';

const SUITE = 1;

/** What stands before the seal, for everybody. */
export interface BookHead {
  readonly office: Office;
  /** Counts from 1; each change is the next. */
  readonly version: number;
  /** SHA-256 of the snapshot that lists who signs. */
  readonly directory: Uint8Array;
}

/** A book as its office opens it. */
export interface OpenBook {
  readonly signerId: number;
  readonly templates: Templates['templates'];
}

/** `T("tip/templates") | u16 suite = 1 | office | u32 version | directory b[32]` */
function encodeBookHead({ office, version, directory }: BookHead): Uint8Array {
  return concatBytes(
    tag('tip/templates'),
    u16(SUITE),
    encodeOffice(office),
    u32(version),
    fixed(directory, 32),
  );
}

/**
 * `head | HPKE(office key, info = head, u32 signer | sig b[64] | v32<JSON> | zeros)`; null when it says more than has room.
 * `ikmE`: 32 random bytes.
 */
export function sealBook(
  head: BookHead,
  templates: Templates,
  { officePk }: DirectoryEntry,
  { id, seed }: Signer,
  ikmE: Uint8Array,
): Uint8Array | null {
  const bytes = encodeBookHead(head);
  const json = nfc(JSON.stringify(templates));
  const plain = concatBytes(u32(id), ed25519Sign(seed, signedBytes(bytes, json)), v32(json));
  if (json.length > MAX_JSON || plain.length > BOOK_PLAIN_BYTES) return null;
  const padded = concatBytes(plain, new Uint8Array(BOOK_PLAIN_BYTES - plain.length));
  const sealed = hpkeSeal(officePk, bytes, padded, ikmE);
  return sealed && concatBytes(bytes, sealed);
}

/** What a book says of itself, and its seal; null for bytes that are none. */
export function readBook(book: Uint8Array): (BookHead & { head: Uint8Array; sealed: Uint8Array }) | null {
  if (book.length !== BOOK_BYTES) return null;
  return decode(book, (reader) => {
    reader.tag('tip/templates');
    reader.check(reader.u16() === SUITE);
    const said = {
      office: readOffice(reader) ?? reader.refuse(),
      version: reader.u32(),
      directory: reader.fixed(32),
    };
    const head = reader.soFar();
    return { ...said, head, sealed: reader.fixed(BOOK_BYTES - head.length) };
  });
}

/** The templates, where the book opens with one of the office's keys and was signed by an officer of its entry; else null. */
export function openBook(
  book: Uint8Array,
  pairs: readonly KeyPair[],
  entry: DirectoryEntry | null,
): OpenBook | null {
  const read = readBook(book);
  if (!read || !entry) return null;
  for (const pair of pairs) {
    const padded = hpkeOpen(pair, read.head, read.sealed);
    if (padded) return readPlain(read.head, padded, entry);
  }
  return null;
}

function readPlain(head: Uint8Array, padded: Uint8Array, entry: DirectoryEntry): OpenBook | null {
  return decode(padded, (reader) => {
    const signerId = reader.u32();
    const signature = reader.fixed(64);
    const json = reader.json();
    reader.check(reader.fixed(BOOK_PLAIN_BYTES - reader.soFar().length).every((byte) => byte === 0));
    const signed = signedBytes(head, nfc(json));
    reader.check(signingKeys(entry, signerId).some((key) => ed25519Verify(key, signed, signature)));
    const { templates } = reader.parsed(Templates, parseJson(json));
    return { signerId, templates };
  });
}

function signedBytes(head: Uint8Array, json: Uint8Array): Uint8Array {
  return concatBytes(tag('tip/templates-sign'), v32(head), v32(json));
}
