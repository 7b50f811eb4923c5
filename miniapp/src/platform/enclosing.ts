import { toBase64url } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import type { Enclosure } from '#shared/tip/enclosure';
import { type FileKey, sealPiece } from '#shared/tip/file';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { PIECE_BYTES, type Pieces, piecesFor, SEALED_PIECE_BYTES } from '#shared/tip/sizes';
import { breathe } from './breathe';
import type { Chosen } from './chosen';
import { online } from './network';
import { randomBytes } from './random';
import { OFFLINE, type Outcome, type Problem, problemOf } from './request';

/**
 * A file on its way: sealed under one key, so that a piece that is sealed again is the same, and what lies there already
 * is not sent once more.
 */
export interface Upload {
  readonly chosen: Chosen;
  readonly file: FileKey;
  /** Hashes of the pieces that lie there. */
  readonly hashes: Uint8Array[];
}

/** One sealed piece as it is sent. */
export interface PieceSent {
  readonly file: Id;
  readonly pieces: Pieces;
  readonly piece: number;
  readonly sealed: string;
}

/** How far files are on their way: pieces that lie there, and how many there are of all files. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/** The same of these files. */
export function progressOf(uploads: readonly Upload[]): Progress {
  return {
    done: uploads.reduce((sum, { hashes }) => sum + hashes.length, 0),
    of: uploads.reduce((sum, { file }) => sum + file.pieces, 0),
  };
}

/** What of files on their way goes on after a try: nothing once the server has begun to take them away. */
export function goesOn<U>(uploads: readonly U[], problem: Problem | undefined): readonly U[] {
  return problem?.code === 'tip-files' ? [] : uploads;
}

/** What the sender of files is told meanwhile, and asked. */
export interface Watch {
  readonly onProgress: (done: number, of: number) => void;
  readonly isStopped: () => boolean;
}

/** Begins to send files; those that are on their way already go on where they are. */
export async function uploadsOf(chosen: readonly Chosen[], known: readonly Upload[]): Promise<Upload[]> {
  const uploads: Upload[] = [];
  for (const one of chosen) {
    const pieces = piecesFor(one.length);
    if (!pieces) throw new RangeError('a file of no size that can be sealed');
    const fresh = async (): Promise<Upload> => ({
      chosen: one,
      file: { id: await randomBytes(16), key: await randomBytes(32), pieces },
      hashes: [],
    });
    uploads.push(known.find((upload) => upload.chosen === one) ?? (await fresh()));
  }
  return uploads;
}

/** Seals and sends every piece that does not lie there yet; nothing as value where it was stopped before the end. */
export async function sendUploads(
  uploads: readonly Upload[],
  put: (piece: PieceSent) => Promise<Outcome<unknown>>,
  { onProgress, isStopped }: Watch,
): Promise<Outcome<ProvenEnclosure[] | undefined>> {
  const sealed = new Uint8Array(SEALED_PIECE_BYTES);
  for (const upload of uploads) {
    while (upload.hashes.length < upload.file.pieces) {
      const { done, of } = progressOf(uploads);
      onProgress(done, of);
      const hash = await sealNext(upload, sealed, isStopped);
      if (typeof hash === 'string') return hash === 'stopped' ? { ok: true, value: undefined } : unreadable();
      const sent = await putPatiently(put, await pieceOf(upload, sealed), isStopped);
      if (!sent.ok) return isStopped() ? { ok: true, value: undefined } : sent;
      upload.hashes.push(hash);
    }
  }
  const { of } = progressOf(uploads);
  onProgress(of, of);
  const enclosures = enclosuresOf(uploads);
  const sent = uploads.flatMap(({ hashes }, i) => {
    const enclosure = enclosures[i];
    return enclosure ? [{ enclosure, pieces: hashes }] : [];
  });
  return { ok: true, value: sent };
}

function unreadable(): { ok: false; problem: Problem } {
  return { ok: false, problem: problemOf('tip-file-unreadable') };
}

/** Files on their way, as the letter will name them. */
export function enclosuresOf(uploads: readonly Upload[]): Enclosure[] {
  return uploads.map(({ chosen: { length, type, name }, file }) => ({ ...file, length, type, name }));
}

/** The next piece of a file, sealed chunk by chunk while the screen stays alive; answers its hash. */
async function sealNext(
  { chosen, file, hashes }: Upload,
  sealed: Uint8Array,
  isStopped: () => boolean,
): Promise<Uint8Array | 'stopped' | 'unreadable'> {
  const from = hashes.length * PIECE_BYTES;
  const data = await chosen
    .read(Math.min(from, chosen.length), Math.min(from + PIECE_BYTES, chosen.length))
    .catch(() => undefined);
  if (data?.length !== Math.max(0, Math.min(PIECE_BYTES, chosen.length - from))) return 'unreadable';
  const steps = sealPiece(file, hashes.length, data, sealed);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (isStopped()) return 'stopped';
    await breathe();
  }
}

/** Bytes that are written as whole letters, some 44 thousand at once. */
const LETTERED = 32_766;

async function pieceOf({ file, hashes }: Upload, sealed: Uint8Array): Promise<PieceSent> {
  let text = '';
  for (let at = 0; at < sealed.length; at += LETTERED) {
    text += toBase64url(sealed.subarray(at, at + LETTERED));
    await breathe();
  }
  return { file: idOf(file), pieces: file.pieces, piece: hashes.length, sealed: text };
}

/** What names a file where its pieces lie. */
export function idOf({ id }: Pick<FileKey, 'id'>): Id {
  return Id.parse(toBase64url(id));
}

/** What a record says of its files: names, hashes, and which they are where they lie. */
export function enclosing(files: readonly ProvenEnclosure[]) {
  return {
    content: files.length > 0 ? { files: files.map(({ enclosure }) => enclosure) } : {},
    pieces: files.flatMap(({ pieces }) => pieces),
    body: files.length > 0 ? { files: files.map(({ enclosure }) => idOf(enclosure)) } : {},
  };
}

/** Milliseconds before the same piece is sent again. */
const PAUSES = [1000, 4000] as const;
const PASSING: readonly Problem['code'][] = ['offline', 'busy', 'internal'];

/** Sends a piece again when nobody answered, and once there is a network again where there was none: the same piece twice is one. */
async function putPatiently(
  put: (piece: PieceSent) => Promise<Outcome<unknown>>,
  piece: PieceSent,
  isStopped: () => boolean,
): Promise<Outcome<unknown>> {
  const again = async (): Promise<Outcome<unknown>> => {
    await networkAgain(isStopped);
    return isStopped() ? { ok: false, problem: OFFLINE } : put(piece);
  };
  let sent = await again();
  for (const pause of PAUSES) {
    if (sent.ok || isStopped() || !PASSING.includes(sent.problem.code)) return sent;
    await wait(pause);
    sent = await again();
  }
  return sent;
}

/** How often it is looked whether the sender stopped, while there is no network, in milliseconds. */
const LOOK = 300;

async function networkAgain(isStopped: () => boolean): Promise<void> {
  while (!online.get() && !isStopped()) await wait(LOOK);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
