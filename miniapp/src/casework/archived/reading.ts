import { openArchive, type OpenedArchive, readArchiveHead } from '#shared/archive/archive';
import { decodeCase, openerBy } from '#shared/archive/case';
import { MOST_ARCHIVE_BYTES } from '#shared/archive/sizes';
import { countyOf } from '#shared/area/code';
import { concatBytes, toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import type { ProvenDirectory } from '#shared/directory/directory';
import { signingKeys } from '#shared/directory/entry';
import { type Office, sameOffice } from '#shared/directory/office';
import { entryToWire } from '#shared/directory/wire';
import { standingOf } from '#shared/tip/standing';
import type { Chosen } from '../../platform/chosen';
import { entriesAt, fetchDirectory } from '../../platform/directory';
import type { GetPiece } from '../../platform/enclosed';
import type { Keys } from '../../platform/keyring';
import { type Outcome, problemOf } from '../../platform/request';
import { openNotesView } from '../notes';
import { officePairs } from '../office-pairs';
import { openView, type OpenCase } from '../opening';
import type { NotesHere } from '../print/paper';

/** Why a file is not read as an archive here. */
export type Unreadable = 'none' | 'large' | 'county' | 'office' | 'closed' | 'altered' | 'signer';

/** A case out of an archive, checked as a desk checks it. */
export interface ReadCase {
  readonly open: OpenCase;
  readonly notes: NotesHere | undefined;
  /** Whether each of its records holds, and it stands by them where it is said to stand. */
  readonly holds: boolean;
}

export interface ReadArchive {
  readonly from: Office;
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
  const pairs = await officePairs(own, keys);
  if (!pairs.ok) return pairs;
  const opened = openArchive(bytes, pairs.value);
  if (typeof opened === 'string') return { ok: true, value: opened };
  if (!(await isSigned(opened))) return { ok: true, value: 'signer' };
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const cases = await casesOf(opened, own, directory.value);
  if (!cases) return { ok: true, value: 'altered' };
  return { ok: true, value: { from: head.from, day: head.day, hash: sha256(bytes), cases } };
}

/** Whether an officer made it who could sign for its office by a directory that the county signed and the log holds. */
async function isSigned({ head, maker, signedBy }: OpenedArchive): Promise<boolean> {
  const entryAt = await entriesAt([entryToWire(maker.entry)]);
  const entry = entryAt({ directory: head.directory, office: head.from });
  return entry !== null && signingKeys(entry, maker.officerId).some(signedBy);
}

/** Its cases in order; undefined where one cannot be read, or stands there twice. */
async function casesOf(
  { parts, maker }: OpenedArchive,
  own: Office,
  directory: ProvenDirectory,
): Promise<ReadCase[] | undefined> {
  const get = pieceIn(parts);
  const cases: ReadCase[] = [];
  for (let at = 0; at < maker.cases; at += 1) {
    const texts = parts.flatMap((one) => (one.part === 'text' && one.at === at ? [one.bytes] : []));
    const read = await caseIn(concatBytes(...texts), get, own, directory);
    if (!read) return undefined;
    cases.push(read);
  }
  return new Set(cases.map(({ open }) => open.view.case)).size === cases.length ? cases : undefined;
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
  const holds =
    open.entries.every(({ ok }) => ok) && standingOf(open.entries, view.records).at === view.state.state;
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
