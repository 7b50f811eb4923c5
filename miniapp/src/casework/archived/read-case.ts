import type { OpenedArchive } from '#shared/archive/archive';
import { decodeCase, openerBy } from '#shared/archive/case';
import type { ArchivePart, PiecePart } from '#shared/archive/part';
import { belongs } from '#shared/archive/rules';
import { concatBytes, equalBytes, toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import type { ProvenDirectory } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { breathe } from '../../platform/breathe';
import type { GetPiece } from '../../platform/enclosed';
import { problemOf } from '../../platform/request';
import { endedCase, filesIn } from '../archive/checking';
import { openNotesView } from '../notes';
import { openView, type OpenCase } from '../opening';
import type { NotesHere } from '../print/paper';

/** A case out of an archive, checked as a desk checks it. */
export interface ReadCase {
  readonly open: OpenCase;
  readonly notes: NotesHere | undefined;
  /** Whether each of its records and notes holds. */
  readonly holds: boolean;
  /** Officers who keep away from it. */
  readonly recused: readonly number[];
}

/** Who opens an archive, and by which directory. */
export interface Reader {
  readonly own: Office;
  readonly directory: ProvenDirectory;
}

/** What of an archive belongs to one case. */
export interface CaseParts {
  readonly text: Uint8Array;
  readonly pieces: readonly PiecePart[];
}

/** The parts of each case, in order. */
export function partsByCase(parts: readonly ArchivePart[]): CaseParts[] {
  const cases: { texts: Uint8Array[]; pieces: PiecePart[] }[] = [];
  for (const one of parts) {
    const of = (cases[one.at] ??= { texts: [], pieces: [] });
    if (one.part === 'text') of.texts.push(one.bytes);
    else of.pieces.push(one);
  }
  return cases.map(({ texts, pieces }) => ({ text: concatBytes(...texts), pieces }));
}

/** A case, or why the whole archive is refused: it is none or its files are not all there, or it has no place in it. */
export async function caseIn(
  { text, pieces }: CaseParts,
  { from, to }: OpenedArchive['head'],
  { own, directory }: Reader,
): Promise<ReadCase | 'altered' | 'foreign'> {
  const archived = decodeCase(text);
  if (!archived) return 'altered';
  const { view, keys, notes, files, recused } = archived;
  const opened = await openView(view, openerBy(keys, view), directory, own);
  if (!belongs(endedCase(opened), from, to)) return 'foreign';
  const named = filesIn(opened);
  if (!named || !(await areTheirs(pieces, files ? named : []))) return 'altered';
  const open: OpenCase = { ...opened, pieces: files ? pieceIn(pieces) : noFiles };
  const holds = open.entries.every(({ ok }) => ok);
  if (!notes) return { open, notes: undefined, holds, recused };
  const of = await openNotesView(notes.view, open, own, openerBy(notes.keys, notes.view));
  // One that was not passed on opened nowhere in the office either.
  const noted = of.notes.every((note) => note.ok || note.flaw === 'slot');
  return { open, notes: { of, names: new Map(notes.names) }, holds: holds && noted, recused };
}

/** Whether these are the pieces of the files that its records name: all of them, in order, by their hashes. */
async function areTheirs(pieces: readonly PiecePart[], files: readonly ProvenEnclosure[]): Promise<boolean> {
  const named = files.flatMap(({ enclosure: { id }, pieces: hashes }) =>
    hashes.map((hash, piece) => ({ id, piece, hash })),
  );
  if (named.length !== pieces.length) return false;
  for (const [i, { id, piece, hash }] of named.entries()) {
    const one = pieces[i];
    if (!one || one.piece !== piece || !equalBytes(one.file, id)) return false;
    if (!equalBytes(sha256(one.bytes), hash)) return false;
    await breathe();
  }
  return true;
}

function pieceIn(pieces: readonly PiecePart[]): GetPiece {
  const known = new Map(pieces.map((one) => [`${toBase64url(one.file)} ${one.piece}`, one.bytes]));
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
