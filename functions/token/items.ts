import * as z from 'zod';
import { toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import type { Id } from '#shared/ids';
import {
  ABSENT,
  Binary,
  either,
  equals,
  type Key,
  PRESENT,
  put,
  remove,
  update,
  type Write,
} from '../platform/item';
import { type RollPlace, standsOn } from '../roll/items';

// Who was issued tokens lies in `people`, which are used lies in `cases`: no row of one says anything of the other.

const digits = (month: number): string => String(month).padStart(5, '0');
const issuerPlace = (month: number): Key => ({ PK: `TOKENISSUER#${digits(month)}`, SK: '-' });

/** `people`: a month's private half, which `resident` alone reads. */
export const sealedKey = issuerPlace;
export const StoredSealed = z.object({ sealed: Binary });

/** `public`: a month's public half, with its leaf in the log. */
export const issuerKey = issuerPlace;
export const StoredIssuer = z.object({ month: z.number(), rsaN: Binary, leaf: z.string() });
export type StoredIssuer = z.output<typeof StoredIssuer>;

/** `people`: of which months more is kept than the public half, and whether the private one is. */
export const MONTHS = 'TOKENMONTHS';
const monthKey = (month: number): Key => ({ PK: MONTHS, SK: digits(month) });
export const StoredMonth = z.object({ month: z.number(), isSealed: z.boolean() });
export type StoredMonth = z.output<typeof StoredMonth>;

/** Keeps both halves of a month's key, unless there is one. */
export function putIssuer({ month, rsaN, leaf }: StoredIssuer, sealed: Uint8Array): Write[] {
  return [
    put('people', { ...monthKey(month), month, isSealed: true }, ABSENT),
    put('people', { ...sealedKey(month), sealed }, ABSENT),
    put('public', { ...issuerKey(month), month, rsaN, leaf }, ABSENT),
  ];
}

/** Forgets a month's private half. */
export function dropSealed(month: number): Write[] {
  return [
    update('people', monthKey(month), 'SET isSealed = :no', { ':no': false }, PRESENT),
    remove('people', sealedKey(month)),
  ];
}

/** Forgets that a month was; its public half stays. */
export function dropMonth(month: number): Write {
  return remove('people', monthKey(month));
}

/** `people`: that somebody on a roll has had a month's tokens, or is given none of it. */
export const issuedPartition = (month: number): string => `TOKENS#${digits(month)}`;
export const issuedKey = (month: number, entry: Id): Key => ({ PK: issuedPartition(month), SK: entry });
export const StoredIssued = z.object({ bySlip: z.boolean().default(false) });

/**
 * Keeps a month's tokens from whoever came to an entry by a slip in it: who makes slips may use them too, and what they
 * would have this way is had by no letter before the next month.
 */
export function withhold(month: number, entry: Id): Write {
  return put('people', { ...issuedKey(month, entry), bySlip: true });
}

/**
 * Notes that a person on the roll that stands was issued a month's tokens, for these blinded bytes and no others: the
 * same again is no failure. Carries no time. In this order: the note, then what the roll must say.
 */
export function issue(month: number, roll: RollPlace, entry: Id, blinded: Uint8Array): Write[] {
  const asked = sha256(blinded);
  return [
    put('people', { ...issuedKey(month, entry), asked }, either(ABSENT, equals('asked', asked))),
    ...standsOn(roll, entry),
  ];
}
/** Which of these writes fails for somebody who is not on the roll; the one before it when the roll has just moved. */
export const NOT_ON_ROLL = 2;

const SHARDS = 16;

/** `cases`: tokens of a month that were used, by their keys alone. */
export const spentPartitions = (month: number): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => spentPartition(month, shard));
const spentPartition = (month: number, shard: number): string => `SPENT#${digits(month)}#${shard}`;

/** Uses a token up: once, whoever tries. */
export function spend(month: number, pk: Uint8Array): Write {
  const PK = spentPartition(month, (pk[0] ?? 0) % SHARDS);
  return put('cases', { PK, SK: toBase64url(pk) }, ABSENT);
}
