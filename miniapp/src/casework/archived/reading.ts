import { openArchive, type OpenedArchive, readArchiveHead } from '#shared/archive/archive';
import { decodeCase, openerBy } from '#shared/archive/case';
import { belongs } from '#shared/archive/rules';
import { MOST_ARCHIVE_BYTES } from '#shared/archive/sizes';
import { countyOf } from '#shared/area/code';
import { concatBytes, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import type { ProvenDirectory } from '#shared/directory/directory';
import { type DirectoryEntry, signingKeys } from '#shared/directory/entry';
import { type Office, sameOffice } from '#shared/directory/office';
import { entryToWire } from '#shared/directory/wire';
import type { Chosen } from '../../platform/chosen';
import { actingEntryOn, fetchDirectory } from '../../platform/directory';
import type { GetPiece } from '../../platform/enclosed';
import type { Keys } from '../../platform/keyring';
import { type Outcome, problemOf } from '../../platform/request';
import { openNotesView } from '../notes';
import { endedCase } from '../archive/checking';
import { officePairs } from '../office-pairs';
import { openView, type OpenCase } from '../opening';
import type { NotesHere } from '../print/paper';

/** Why a file is not read as an archive here. */
export type Unreadable = 'none' | 'large' | 'county' | 'office' | 'closed' | 'altered' | 'signer' | 'foreign';

/** A case out of an archive, checked as a desk checks it. */
export interface ReadCase {
  readonly open: OpenCase;
  readonly notes: NotesHere | undefined;
  /** Whether each of its records holds. */
  readonly holds: boolean;
}

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
}

/** Opens a file with the keys of an office, and checks everything in it; nobody is told which file it is. */
export async function readArchive(
  file: Chosen,
  own: Office,
  keys: Keys,
): Promise<Outcome<ReadArchive | Unreadable>> {
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
  const opened = openArchive(bytes, pairs.value);
  if (typeof opened === 'string') return { ok: true, value: opened };
  const entry = await signedUnder(opened);
  if (!entry) return { ok: true, value: 'signer' };
  const cases = await casesOf(opened, own, directory.value);
  if (typeof cases === 'string') return { ok: true, value: cases };
  const by = { officer: opened.maker.officerId, epoch: entry.epoch };
  return { ok: true, value: { from: head.from, by, day: head.day, hash: sha256(bytes), cases } };
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
  { head: { from, to }, parts, maker }: OpenedArchive,
  own: Office,
  directory: ProvenDirectory,
): Promise<ReadCase[] | 'altered' | 'foreign'> {
  const get = pieceIn(parts);
  const cases: ReadCase[] = [];
  for (let at = 0; at < maker.cases; at += 1) {
    const texts = parts.flatMap((one) => (one.part === 'text' && one.at === at ? [one.bytes] : []));
    const read = await caseIn(concatBytes(...texts), get, own, directory);
    if (!read) return 'altered';
    if (!belongs(endedCase(read.open), from, to)) return 'foreign';
    cases.push(read);
  }
  return new Set(cases.map(({ open }) => open.view.case)).size === cases.length ? cases : 'altered';
}

async function caseIn(
  text: Uint8Array,
  get: GetPiece,
  own: Office,
  directory: ProvenDirectory,
): Promise<ReadCase | undefined> {
  const archived = decodeCase(text);
  if (!archived) return undefined;
  const { view, keys, notes, files } = archived;
  const opened = await openView(view, openerBy(keys, view), directory, own);
  const open: OpenCase = { ...opened, pieces: files ? get : noFiles };
  const holds = open.entries.every(({ ok }) => ok);
  if (!notes) return { open, notes: undefined, holds };
  const of = await openNotesView(notes.view, open, own, openerBy(notes.keys, notes.view));
  return { open, notes: { of, names: new Map(notes.names) }, holds };
}

function pieceIn(parts: OpenedArchive['parts']): GetPiece {
  const known = new Map(
    parts.flatMap((one): [string, Uint8Array][] =>
      one.part === 'piece' ? [[`${toBase64url(one.file)} ${one.piece}`, one.bytes]] : [],
    ),
  );
  return (file, piece) => {
    const bytes = known.get(`${file} ${piece}`);
    return bytes ? Promise.resolve({ ok: true, value: { piece: toBase64url(bytes) } }) : noFiles(file, piece);
  };
}

const noFiles: GetPiece = () =>
  Promise.resolve({
    ok: false,
    problem: { ...problemOf('tip-file-gone'), title: '封档的时候没有把文件封进来，这里打不开。' },
  });
