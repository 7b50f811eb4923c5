/** The whole directory of a county, and the rules by which a phone accepts it (formats.md section 5). */
import type { AreaCode } from '../area/code';
import { equalBytes, toHex } from '../crypto/bytes';
import { sha256 } from '../crypto/hash';
import type { LogPolicy } from '../transparency/checkpoint';
import { leafIsInLog } from '../transparency/proof';
import { decodeEntry, type DirectoryEntry, encodeEntry } from './entry';
import { type Office, officeText } from './office';
import { type Root, readRoot } from './root';
import { readSnapshot, type Snapshot } from './snapshot';

/** As it is served: every structure as its bytes. */
export interface SentDirectory {
  readonly root: Uint8Array;
  readonly snapshot: Uint8Array;
  readonly entries: readonly Uint8Array[];
  /** The tlog-proof of the snapshot's leaf; null while it waits to be entered into the log. */
  readonly proof: Uint8Array | null;
}

/** One office's entry of a snapshot with what proves it: enough to know who could sign for that office then. */
export interface SentEntry {
  readonly root: Uint8Array;
  readonly snapshot: Uint8Array;
  readonly entry: Uint8Array;
  readonly proof: Uint8Array;
}

export interface Directory {
  /** SHA-256 of the snapshot, signature included: what a message's head names. */
  readonly hash: Uint8Array;
  readonly root: Root;
  readonly snapshot: Snapshot;
  readonly entries: readonly DirectoryEntry[];
}

/** A directory with the bytes that prove it. */
export interface ProvenDirectory extends Directory {
  readonly sent: SentDirectory;
}

/** Whom the reader trusts: pinned in the app. */
export interface TrustAnchor {
  readonly county: AreaCode;
  readonly rootPk: Uint8Array;
}

/** The same for a reader who also asks that what is signed stands in the public log. */
export interface LoggedAnchor extends TrustAnchor {
  readonly log: LogPolicy;
}

/** Which rule a directory breaks. */
export type DirectoryFlaw = 'root' | 'snapshot' | 'entries' | 'log' | 'day' | 'epoch';

/**
 * The directory when its signatures hold and the entries are exactly those it lists, one an office; whatever its day,
 * and whether it is logged or not: for those who sign and publish it.
 */
export function readDirectory(sent: SentDirectory, anchor: TrustAnchor): ProvenDirectory | DirectoryFlaw {
  const signed = readSigned(sent, anchor);
  if (typeof signed === 'string') return signed;
  const entries = readEntries(sent.entries, signed.snapshot);
  if (entries === null) return 'entries';
  return { hash: sha256(sent.snapshot), ...signed, entries, sent };
}

/** The entry when the signatures hold, it is logged, the snapshot lists it and it held on the snapshot's day; else null. */
export function readEntryOf(
  sent: SentEntry,
  anchor: LoggedAnchor,
): (Signed & { readonly hash: Uint8Array; readonly entry: DirectoryEntry }) | null {
  const signed = readSigned(sent, anchor);
  if (typeof signed === 'string' || !isLogged(sent, anchor)) return null;
  const { snapshot } = signed;
  const own = sha256(sent.entry);
  const entry = snapshot.entryHashes.some((hash) => equalBytes(hash, own)) ? decodeEntry(sent.entry) : null;
  return entry && within(entry, snapshot.day) ? { hash: sha256(sent.snapshot), ...signed, entry } : null;
}

/** The same, when the office may also act under it today: root, snapshot and entry hold still. */
export function readActingEntry(
  sent: SentEntry,
  anchor: LoggedAnchor,
  today: number,
): { readonly hash: Uint8Array; readonly entry: DirectoryEntry } | null {
  const read = readEntryOf(sent, anchor);
  return read && holdsOn(read, today) && within(read.entry, Math.max(today, read.snapshot.day)) ? read : null;
}

/** An office's entry of a directory as it is sent, or null when the directory does not list the office. */
export function sentEntryOf({ entries, sent }: ProvenDirectory, office: Office): SentEntry | null {
  const entry = entries.find((one) => officeText(one.office) === officeText(office));
  const { root, snapshot, proof } = sent;
  return entry && proof ? { root, snapshot, entry: encodeEntry(entry), proof } : null;
}

/**
 * The directory when it may be written under today; `lastEpoch` is the highest epoch this reader has seen. A reader's
 * clock may be a day slow: what the county signed for tomorrow is counted from that day on.
 */
export function acceptDirectory(
  sent: SentDirectory,
  anchor: LoggedAnchor,
  today: number,
  lastEpoch: number,
): ProvenDirectory | DirectoryFlaw {
  const directory = readDirectory(sent, anchor);
  if (typeof directory === 'string') return directory;
  if (!isLogged(sent, anchor)) return 'log';
  if (!holdsOn(directory, today)) return 'day';
  return directory.snapshot.epoch < lastEpoch ? 'epoch' : directory;
}

/** Whether what is signed may be written under today, by a clock that may be a day slow. */
function holdsOn({ root, snapshot }: Signed, today: number): boolean {
  const day = Math.max(today, snapshot.day);
  return within(root, day) && day <= today + SLOW_DAYS && day < snapshot.day + snapshot.validDays;
}

/** How many days a reader's clock may be slow. */
const SLOW_DAYS = 1;

/** The office's entry that holds on a day, or null; no day is before the directory's own. */
export function entryOf(directory: Directory, office: Office, day: number): DirectoryEntry | null {
  const entry = directory.entries.find((one) => officeText(one.office) === officeText(office));
  return entry && within(entry, Math.max(day, directory.snapshot.day)) ? entry : null;
}

type Sent = Pick<SentDirectory, 'root' | 'snapshot' | 'proof'>;
type Signed = Pick<Directory, 'root' | 'snapshot'>;

function readSigned(sent: Sent, anchor: TrustAnchor): Signed | 'root' | 'snapshot' {
  const root = readRoot(sent.root, anchor.rootPk);
  if (root === null || root.area !== anchor.county) return 'root';
  const snapshot = readSnapshot(sent.snapshot, root.directoryPk);
  if (snapshot === null || snapshot.area !== root.area || !within(root, snapshot.day)) return 'snapshot';
  return { root, snapshot };
}

function isLogged({ snapshot, proof }: Sent, { county, log }: LoggedAnchor): boolean {
  return leafIsInLog({ kind: 'directory', area: county, document: snapshot }, proof, log);
}

function readEntries(sent: readonly Uint8Array[], snapshot: Snapshot): DirectoryEntry[] | null {
  const listed = new Set(snapshot.entryHashes.map(toHex));
  const hashes = new Set(sent.map((bytes) => toHex(sha256(bytes))));
  if (hashes.size !== sent.length || hashes.size !== listed.size) return null;
  if ([...hashes].some((hash) => !listed.has(hash))) return null;
  const entries = sent.flatMap((bytes) => decodeEntry(bytes) ?? []);
  const offices = new Set(entries.map(({ office }) => officeText(office)));
  return entries.length === sent.length && offices.size === sent.length ? entries : null;
}

function within({ firstDay, lastDay }: { firstDay: number; lastDay: number }, day: number): boolean {
  return firstDay <= day && day <= lastDay;
}
