import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { BallotName } from '#shared/recommendation/round';
import { ABSENT, Binary, check, equals, type Key, PRESENT, put, update, type Write } from '../platform/item';
import { eachGate, GATES, nameOf } from './gate-items';

// In `ballots`: gates and sealed records, without people or time.

const SHARDS = 8;

export const gateKey = (ballot: BallotName, pk: Uint8Array): Key => gate(ballot, (pk[0] ?? 0) % GATES);
const gate = (ballot: BallotName, n: number): Key => ({ PK: `GATE#${nameOf(ballot)}`, SK: String(n) });
export const StoredGate = z.object({
  isOpen: z.boolean(),
  closes: z.number(),
  roundHash: Binary,
  rsaN: Binary,
  trustees: z.number(),
});
export type StoredGate = z.output<typeof StoredGate>;

export function openGates(ballot: BallotName, content: Omit<StoredGate, 'isOpen'>): Write[] {
  return eachGate((n) => put('ballots', { ...gate(ballot, n), ...content, isOpen: true }, ABSENT));
}

/** Shuts all gates of a position in one transaction: a record is in before it, or refused. */
export function shutGates(ballot: BallotName): Write[] {
  return eachGate((n) =>
    update('ballots', gate(ballot, n), 'SET isOpen = :shut', { ':shut': false }, PRESENT),
  );
}

export const recordPartitions = (ballot: BallotName): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => `RECORD#${nameOf(ballot)}#${shard}`);

export function recordKey(ballot: BallotName, pk: Uint8Array): Key {
  const hash = createHash('sha256').update(pk).digest();
  return { PK: `RECORD#${nameOf(ballot)}#${(hash[0] ?? 0) >> 5}`, SK: hash.toString('base64url') };
}
export const StoredRecord = z.object({ version: z.number(), record: Binary });
export type StoredRecord = z.output<typeof StoredRecord>;

/** Puts version 1, or the next version over the one it follows, while the gate stands open. Nothing else is written. */
export function castWrites(ballot: BallotName, pk: Uint8Array, cast: StoredRecord): Write[] {
  const follows = cast.version === 1 ? ABSENT : equals('version', cast.version - 1);
  return [
    check('ballots', gateKey(ballot, pk), equals('isOpen', true)),
    put('ballots', { ...recordKey(ballot, pk), ...cast }, follows),
  ];
}
