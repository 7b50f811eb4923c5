import * as z from 'zod';
import { Id } from '#shared/ids';
import { MOST_PIECES_OF_SIDE } from '#shared/tip/sizes';
import { ABSENT, Binary, both, equals, type Key, put, remove, update, type Write } from '../platform/item';

/** Who lays a file down: the writer (0) or the office (1), as the record's direction that will name it. */
export type Side = 0 | 1;

/** One piece of a file, and where it belongs. */
export interface PiecePlace {
  readonly caseId: Id;
  readonly file: Id;
  readonly piece: number;
}

const FILE = 'FILE#';
const filesPartition = (caseId: Id): string => `FILES#${caseId}`;
export const fileKey = (caseId: Id, file: Id): Key => ({ PK: filesPartition(caseId), SK: `${FILE}${file}` });
/** How many pieces a side has laid down for a case. */
export const usedKey = (caseId: Id, side: Side): Key => ({ PK: filesPartition(caseId), SK: `USED#${side}` });
export const pieceKey = ({ caseId, file, piece }: PiecePlace): Key => ({
  PK: `PIECE#${caseId}#${file}`,
  SK: String(piece).padStart(2, '0'),
});

/** Files that no record has named yet, by the day on which their first piece came. */
export const WAITING = 'WAITING';
export const StoredWaiting = z.object({
  SK: z.string(),
  case: z.string(),
  file: z.string(),
  day: z.number(),
});
const waitingKey = (day: number, caseId: Id, file: Id): Key => ({
  PK: WAITING,
  SK: `${dayDigits(day)}#${caseId}#${file}`,
});

/** The sort key behind which every file came after a day. */
export const waitingUpTo = (day: number): string => `${dayDigits(day)}#~`;

/** A file as the server knows it: how many pieces, and the hash of each that is there (`h0`, `h1` ..). */
export const StoredFile = z.looseObject({
  side: z.union([z.literal(0), z.literal(1)]),
  pieces: z.number(),
  /** The day on which its first piece came. */
  day: z.number(),
  /** Place in the chain of the record that names it. */
  sent: z.number().optional(),
  /** It waited too long for one: its pieces are being taken away. */
  ending: z.literal(true).optional(),
});
export type StoredFile = z.output<typeof StoredFile>;

/** The same as it is listed with the others of its case. */
export const StoredListed = StoredFile.and(z.looseObject({ SK: z.string() }));

/** Where the files of a case lie. */
export const filesOf = (caseId: Id): { PK: string; begins: string } => ({
  PK: filesPartition(caseId),
  begins: FILE,
});

const StoredUsed = z.object({ pieces: z.number() });
export const usedOf = (item: unknown): number => StoredUsed.safeParse(item).data?.pieces ?? 0;

export const StoredPiece = z.object({ sealed: Binary });

/** The hash of a piece that is there. */
export function hashAt(file: StoredFile, piece: number): Uint8Array | undefined {
  return Binary.safeParse(file[`h${piece}`]).data;
}

/** The hashes of all pieces in order; undefined while one is not there. */
export function wholeHashes(file: StoredFile): Uint8Array[] | undefined {
  const hashes = Array.from({ length: file.pieces }, (_, piece) => hashAt(file, piece));
  return hashes.every((hash) => hash !== undefined) ? hashes : undefined;
}

/** One piece that is laid down. */
export interface PieceToKeep {
  readonly place: PiecePlace;
  readonly side: Side;
  /** How many the file has. */
  readonly pieces: number;
  readonly hash: Uint8Array;
  readonly sealed: Uint8Array;
  readonly day: number;
}

const IS_THERE = { expression: 'attribute_exists(PK)' };

/** It is there, and may still be filled and named. */
const IS_OPEN = {
  expression: 'attribute_exists(PK) AND attribute_not_exists(sent) AND attribute_not_exists(ending)',
};

/** Lays a piece down with its hash, as one of those that its side may have; the first one says what file it is. */
export function keepPiece(
  { place, side, pieces, hash, sealed, day }: PieceToKeep,
  isFirst: boolean,
): Write[] {
  const { caseId, file, piece } = place;
  const name = `h${piece}`;
  const key = fileKey(caseId, file);
  const isNew = { expression: `attribute_not_exists(${name})` };
  const noted = isFirst
    ? [
        put('files', { ...key, side, pieces, day, [name]: hash }, ABSENT),
        put('files', { ...waitingKey(day, caseId, file), case: caseId, file, day }),
      ]
    : [update('files', key, `SET ${name} = :hash`, { ':hash': hash }, both(isNew, IS_OPEN))];
  return [
    ...noted,
    put('files', { ...pieceKey(place), sealed }, ABSENT),
    update(
      'files',
      usedKey(caseId, side),
      'ADD pieces :one',
      { ':one': 1 },
      {
        expression: 'attribute_not_exists(pieces) OR pieces < :most',
        values: { ':most': MOST_PIECES_OF_SIDE },
      },
    ),
  ];
}

/** A record names a file: it belongs to that one from now on, and waits no more. */
export function nameFile(caseId: Id, file: Id, { day }: StoredFile, seq: number): Write[] {
  return [
    update(
      'files',
      fileKey(caseId, file),
      'SET sent = :seq',
      { ':seq': seq },
      both(equals('day', day), IS_OPEN),
    ),
    remove('files', waitingKey(day, caseId, file)),
  ];
}

/** From now on no record may name it. */
export function beginEnding(caseId: Id, file: Id): Write {
  const isUnsent = { expression: 'attribute_exists(PK) AND attribute_not_exists(sent)' };
  return update('files', fileKey(caseId, file), 'SET ending = :true', { ':true': true }, isUnsent);
}

/** No record names it any more: it waits to be ended, as one that none ever named. */
export function releaseFile(caseId: Id, { SK, day }: z.output<typeof StoredListed>): Write[] {
  const file = Id.parse(SK.slice(FILE.length));
  return [
    // Where another run took it away already, nothing of it is written again.
    update('files', fileKey(caseId, file), 'SET ending = :true REMOVE sent', { ':true': true }, IS_THERE),
    put('files', { ...waitingKey(day, caseId, file), case: caseId, file, day }),
  ];
}

/** Takes the last of a file away whose pieces are gone, and gives its side the room back. */
export function forgetFile(caseId: Id, file: Id, { side, day }: StoredFile, pieces: number): Write[] {
  const back = { ':back': -pieces };
  return [
    remove('files', fileKey(caseId, file), { expression: 'ending = :true', values: { ':true': true } }),
    update('files', usedKey(caseId, side), 'ADD pieces :back', back, {
      expression: 'attribute_exists(pieces)',
    }),
    remove('files', waitingKey(day, caseId, file)),
  ];
}

/** A line of what waits, whose file is not there any more or was named. */
export function forgetWaiting(SK: string): Write {
  return remove('files', { PK: WAITING, SK });
}

/** Which pieces of a file are there. */
export function piecesThere(file: StoredFile): number[] {
  return Array.from({ length: file.pieces }, (_, piece) => piece).filter((piece) => hashAt(file, piece));
}

function dayDigits(day: number): string {
  return String(day).padStart(8, '0');
}
