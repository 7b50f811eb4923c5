import {
  type ArchiveFlaw,
  type OpenedArchive,
  openingArchive,
  readArchiveHead,
} from '#shared/archive/archive';
import { MOST_ARCHIVE_BYTES } from '#shared/archive/sizes';
import { countyOf } from '#shared/area/code';
import { equalBytes } from '#shared/crypto/bytes';
import { sha256Hasher } from '#shared/crypto/hash';
import type { KeyPair } from '#shared/crypto/hpke';
import { type DirectoryEntry, signingKeys } from '#shared/directory/entry';
import { type Office, sameOffice } from '#shared/directory/office';
import { entryToWire } from '#shared/directory/wire';
import type { Id } from '#shared/ids';
import { breathe } from '../../platform/breathe';
import type { Chosen } from '../../platform/chosen';
import { actingEntryOn, fetchDirectory } from '../../platform/directory';
import type { Keys } from '../../platform/keyring';
import type { Outcome } from '../../platform/request';
import { officePairs } from '../office-pairs';
import { caseIn, partsByCase, type ReadCase, type Reader } from './read-case';

/** Why a file is not read as an archive here. */
export type Unreadable = 'none' | 'large' | 'county' | 'office' | 'closed' | 'altered' | 'signer' | 'foreign';

/** Who made an archive, by the entry of their office that held on its day. */
export interface MadeBy {
  readonly officer: number;
  /** The directory that lists them. */
  readonly epoch: number;
}

export interface ReadArchive {
  readonly from: Office;
  readonly by: MadeBy;
  /** Its maker's word. */
  readonly day: number;
  readonly hash: Uint8Array;
  readonly cases: readonly ReadCase[];
  /** Cases from which whoever reads it keeps away: nothing of them is shown. */
  readonly withheld: readonly Id[];
}

/**
 * Opens a file with the keys of an office, and checks everything in it; nobody is told which file it is. `onShare` says
 * whether to go on; undefined where it was stopped.
 */
export async function readArchive(
  file: Chosen,
  own: Office,
  keys: Keys,
  onShare: (share: number) => boolean,
): Promise<Outcome<ReadArchive | Unreadable | undefined>> {
  if (file.length > MOST_ARCHIVE_BYTES) return { ok: true, value: 'large' };
  const bytes = await file.read(0, file.length);
  const head = readArchiveHead(bytes);
  if (!head) return { ok: true, value: 'none' };
  if (countyOf(head.to.area) !== countyOf(own.area)) return { ok: true, value: 'county' };
  if (![head.to, head.from].some((one) => sameOffice(one, own))) return { ok: true, value: 'office' };
  // Without a network nothing can be said of who signed.
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const pairs = await officePairs(own, keys);
  if (!pairs.ok) return pairs;
  const opened = await openSlowly(bytes, pairs.value, onShare);
  if (typeof opened !== 'object') return { ok: true, value: opened };
  const entry = await signedUnder(opened);
  if (!entry) return { ok: true, value: 'signer' };
  const all = await casesOf(opened, { own, directory: directory.value }, onShare);
  if (typeof all !== 'object') return { ok: true, value: all };
  const by = { officer: opened.maker.officerId, epoch: entry.epoch };
  const isKept = ({ recused }: ReadCase): boolean => recused.includes(keys.officer);
  const cases = all.filter((one) => !isKept(one));
  const withheld = all.filter(isKept).map(({ open }) => open.view.case);
  return {
    ok: true,
    value: { from: head.from, by, day: head.day, hash: await hashOf(bytes), cases, withheld },
  };
}

/** By which entry an officer made it who could sign for its office on its day, as the county signed and the log holds. */
async function signedUnder({ head, maker, signedBy }: OpenedArchive): Promise<DirectoryEntry | undefined> {
  const acting = await actingEntryOn(entryToWire(maker.entry), head.day);
  const isIts =
    acting && equalBytes(acting.hash, head.directory) && sameOffice(acting.entry.office, head.from);
  return isIts && signingKeys(acting.entry, maker.officerId).some(signedBy) ? acting.entry : undefined;
}

/** Its cases in order; why not, where one cannot be read, stands there twice, or has no place in it. */
async function casesOf(
  { head, parts }: OpenedArchive,
  reader: Reader,
  onShare: (share: number) => boolean,
): Promise<ReadCase[] | 'altered' | 'foreign' | undefined> {
  const cases: ReadCase[] = [];
  const all = partsByCase(parts);
  for (const one of all) {
    if (!onShare(0.5 + cases.length / all.length / 2)) return undefined;
    await breathe();
    const read = await caseIn(one, head, reader);
    if (typeof read === 'string') return read;
    cases.push(read);
  }
  return new Set(cases.map(({ open }) => open.view.case)).size === cases.length ? cases : 'altered';
}

/** Opens it part by part, and lets the screen be drawn between them. */
async function openSlowly(
  bytes: Uint8Array,
  pairs: readonly KeyPair[],
  onShare: (share: number) => boolean,
): Promise<OpenedArchive | ArchiveFlaw | undefined> {
  const opening = openingArchive(bytes, pairs);
  for (;;) {
    const step = opening.next();
    if (step.done) return step.value;
    if (!onShare(step.value / 2)) return undefined;
    await breathe();
  }
}

const STRETCH = 1_048_576;

async function hashOf(bytes: Uint8Array): Promise<Uint8Array> {
  const hasher = sha256Hasher();
  for (let from = 0; from < bytes.length; from += STRETCH) {
    hasher.update(bytes.subarray(from, from + STRETCH));
    await breathe();
  }
  return hasher.digest();
}
