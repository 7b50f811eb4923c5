import { ARCHIVE_RANDOM_BYTES, ArchiveSealer } from '#shared/archive/archive';
import { encodeCase, keysOf } from '#shared/archive/case';
import type { ArchivePart } from '#shared/archive/part';
import { ARCHIVE_ENDING, MOST_ARCHIVE_BYTES, MOST_CASE_BYTES, TEXT_BYTES } from '#shared/archive/sizes';
import { equalBytes, fromBase64url, toBase64url } from '#shared/crypto/bytes';
import { sha256, sha256Hasher } from '#shared/crypto/hash';
import { sentEntryOf } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import { dateOfDay } from '#shared/time';
import type { NoteSaid } from '#shared/tip/note';
import { breathe } from '../../platform/breathe';
import { today } from '../../platform/clock';
import { fetchDirectory } from '../../platform/directory';
import { idOf } from '../../platform/enclosing';
import type { Keys } from '../../platform/keyring';
import { randomBytes } from '../../platform/random';
import { type Outcome, type Problem, problemOf } from '../../platform/request';
import type { Doing } from '../each-once';
import type { Names } from '../names';
import { openNotesOf, type OpenNotes, sealNote, type SealedNote, sendNote } from '../notes';
import { pieceGetter } from '../opening';
import { caseLabel } from '../words';
import { type Archivable, routeOfAll, type Watch } from './checking';

/** What of the cases goes into the archive beside the letters themselves. */
export interface Along {
  /** Internal notes, with what the officers are called. */
  readonly notes: Names | undefined;
  readonly files: boolean;
}

/** An archive as it was made here, not yet given to anybody. */
export interface MadeArchive {
  /** The bytes of its file, in parts. */
  readonly parts: readonly Uint8Array[];
  readonly length: number;
  readonly hash: Uint8Array;
  readonly day: number;
  /** What went along in it. */
  readonly notes: boolean;
  readonly files: boolean;
  /** What the file is called: the day alone. */
  readonly name: string;
}

/** Seals cases into one file, at this desk alone; undefined where it was stopped. */
export async function makeArchive(
  cases: readonly Archivable[],
  along: Along,
  own: Office,
  keys: Keys,
  watch: Watch,
): Promise<Outcome<MadeArchive | undefined>> {
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const route = routeOfAll(cases, own, directory.value);
  const entry = sentEntryOf(directory.value, own);
  const day = today();
  const sealer =
    route &&
    ArchiveSealer.begin({
      ...{ from: own, to: route.to.office, directory: directory.value.hash, day },
      recipients: [route.to.officePk, route.own.officePk],
      random: await randomBytes(ARCHIVE_RANDOM_BYTES),
    });
  if (!sealer || !entry) return { ok: false, problem: problemOf('directory-untrusted') };
  const file = new Written(sealer.beginning);
  for (const [at, one] of cases.entries()) {
    watch.onCase(at);
    const flaw = await writeCase(one, at, along, (part) => {
      file.add(sealer.seal(part));
      return !watch.isStopped() && file.length <= MOST_ARCHIVE_BYTES;
    });
    if (watch.isStopped()) return { ok: true, value: undefined };
    if (flaw)
      return { ok: false, problem: { ...flaw, title: `${caseLabel(one.open.view.case)}：${flaw.title}` } };
  }
  const maker = { cases: cases.length, officerId: keys.officer, entry };
  file.add(sealer.end(maker, { id: keys.officer, seed: keys.signSeed }));
  const name = `${dateOfDay(day)}封存${ARCHIVE_ENDING}`;
  return {
    ok: true,
    value: { ...file.end(), day, notes: along.notes !== undefined, files: along.files, name },
  };
}

/** The bytes of a file as they come. */
class Written {
  readonly #parts: Uint8Array[] = [];
  readonly #hasher = sha256Hasher();
  length = 0;

  constructor(beginning: Uint8Array) {
    this.add(beginning);
  }

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#hasher.update(bytes);
    this.length += bytes.length;
  }

  end(): Pick<MadeArchive, 'parts' | 'length' | 'hash'> {
    return { parts: this.#parts, length: this.length, hash: this.#hasher.digest() };
  }
}

/** Hands a case over part by part, for as long as it is taken; why it could not be. */
async function writeCase(
  { open, notes, files }: Archivable,
  at: number,
  along: Along,
  take: (part: ArchivePart) => boolean,
): Promise<Problem | undefined> {
  const text = encodeCase({
    view: { ...open.view, proposed: undefined },
    keys: keysOf(open.records, open.opener),
    ...(along.notes && {
      notes: {
        view: notes.view,
        keys: keysOf(notes.records, open.opener),
        names: [...along.notes],
      },
    }),
    files: along.files,
    recused: [...notes.work.recused],
  });
  if (text.length > MOST_CASE_BYTES) return TOO_LARGE;
  for (let from = 0; from < text.length; from += TEXT_BYTES) {
    const last = from + TEXT_BYTES >= text.length;
    if (!take({ part: 'text', at, last, bytes: text.slice(from, from + TEXT_BYTES) })) return TOO_LARGE;
    await breathe();
  }
  const get = pieceGetter(open);
  for (const { enclosure, pieces } of along.files ? files : [])
    for (const [piece, hash] of pieces.entries()) {
      const answer = await get(idOf(enclosure), piece);
      if (!answer.ok) return answer.problem;
      const bytes = fromBase64url(answer.value.piece);
      if (!bytes || !equalBytes(sha256(bytes), hash)) return problemOf('tip-file-altered');
      if (!take({ part: 'piece', at, file: enclosure.id, piece, bytes })) return TOO_LARGE;
      await breathe();
    }
  return undefined;
}

const TOO_LARGE: Problem = {
  ...problemOf('too-large'),
  title: '一个档案文件最多 200 MB，装不下了。少选几封，或者不带随信的文件，再封一次。',
};

/** Notes in a case that it was sealed into this archive: by the notes as they are then. */
export function notingOf(
  { hash, day, notes, files }: MadeArchive,
  own: Office,
  keys: Keys,
): Doing<{ note: SealedNote; known: OpenNotes }, OpenNotes> {
  const said: NoteSaid = { note: 'archived', day, file: toBase64url(hash), notes, files };
  return {
    seal: async (open) => {
      const known = await openNotesOf(open, own);
      if (!known.ok) return known;
      const note = await sealNote(open, known.value, own, keys, said);
      return note.ok ? { ok: true, value: { note: note.value, known: known.value } } : note;
    },
    send: (open, { note, known }) => sendNote(open, known, own, note),
  };
}
