/**
 * Which device made an office's key. It signs the entry that names the key, and whoever signs for the county finds it in
 * the directory that was published before: so no server puts a key of its own there unseen.
 */
import { concatBytes, equalBytes } from '../crypto/bytes';
import { decode, fixed, tag, u32 } from '../crypto/codec';
import { ed25519Sign, ed25519Verify } from '../crypto/ed25519';
import { sha256 } from '../crypto/hash';
import { type Device, type DirectoryEntry, encodeEntry, type OfficerRow } from './entry';

interface Made {
  readonly entryHash: Uint8Array;
  readonly officer: number;
  readonly signature: Uint8Array;
}

/** The signature of the device that made an entry's key; it names the entry by its hash. */
export function signMade(
  entry: Uint8Array,
  { officer, signSeed }: { officer: number; signSeed: Uint8Array },
): Uint8Array {
  const statement = statementOf({ entryHash: sha256(entry), officer });
  return concatBytes(statement, ed25519Sign(signSeed, statement));
}

/** What such a signature says; whose key it fits is for whoever knows the officer's devices. */
export function decodeMade(bytes: Uint8Array): Made | null {
  return decode(bytes, (reader) => {
    reader.tag('dir/made');
    return { entryHash: reader.fixed(32), officer: reader.u32(), signature: reader.fixed(64) };
  });
}

/** The officer of these devices who made an entry's key with one of them; undefined when none of them did. */
export function makerAmong(
  entry: Uint8Array,
  made: Uint8Array,
  devices: readonly Pick<Device, 'id' | 'signPk'>[],
): number | undefined {
  const read = decodeMade(made);
  if (!read || !equalBytes(read.entryHash, sha256(entry))) return undefined;
  const statement = statementOf(read);
  const isMaker = devices.some(
    ({ id, signPk }) => id === read.officer && ed25519Verify(signPk, statement, read.signature),
  );
  return isMaker ? read.officer : undefined;
}

/** By what whoever signs for the county knows an office's new key, or why it cannot be signed for. */
export type KeyOrigin =
  | { readonly kind: 'signed'; readonly officer: number }
  /** No device that could have signed is known: its maker reads a code out by telephone. */
  | { readonly kind: 'call'; readonly why: 'first' | 'gone' }
  /** An earlier entry once more, or one that no device made which the county knows and the office has still. */
  | { readonly kind: 'refused'; readonly why: 'earlier' | 'unsigned' };

/** Where the key of an office's next entry comes from, by the entry that was published before and what was signed. */
export function originOf(
  entry: DirectoryEntry,
  made: readonly Uint8Array[],
  published: DirectoryEntry | undefined,
): KeyOrigin {
  if (!published) return { kind: 'call', why: 'first' };
  if (entry.epoch <= published.epoch) return { kind: 'refused', why: 'earlier' };
  const makers = makersOf(published.officers, entry.officers);
  if (makers.length === 0) return { kind: 'call', why: 'gone' };
  const bytes = encodeEntry(entry);
  const officer = made.map((one) => makerAmong(bytes, one, makers)).find((one) => one !== undefined);
  return officer === undefined ? { kind: 'refused', why: 'unsigned' } : { kind: 'signed', officer };
}

/**
 * The devices that the county knows to act on the office's cases and that the office has still: one of them makes its
 * next key. Whatever the next entry lets them do: a server that takes that from them would have nobody left to ask.
 */
export function makersOf(
  published: readonly OfficerRow[],
  next: readonly Pick<Device, 'id' | 'signPk'>[],
): OfficerRow[] {
  return published.filter(
    ({ id, signPk, maySign, mayHoldKey }) =>
      maySign && mayHoldKey && next.some((one) => one.id === id && equalBytes(one.signPk, signPk)),
  );
}

/** What a device knows of its office by itself: what the county published of it, and its own keys. */
export interface MakerAnchors {
  readonly published: readonly OfficerRow[];
  readonly own: Device;
}

/**
 * Whether whoever signs for the county could not know a key that this device made: it is not listed yet, and others are
 * that the office has still.
 */
export function isUnlistedMaker({ published, own }: MakerAnchors, next: readonly Device[]): boolean {
  const makers = makersOf(published, next);
  return makers.length > 0 && makersOf(makers, [own]).length === 0;
}

function statementOf({ entryHash, officer }: Pick<Made, 'entryHash' | 'officer'>): Uint8Array {
  return concatBytes(tag('dir/made'), fixed(entryHash, 32), u32(officer));
}
