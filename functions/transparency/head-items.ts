import * as z from 'zod';
import { toHex } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { utf8 } from '#shared/crypto/utf8';
import { LogTrust } from '#shared/transparency/trust';
import {
  ABSENT,
  atRevision,
  Binary,
  both,
  type Condition,
  equals,
  type Key,
  put,
  type Write,
} from '../platform/item';
import { padded, partition } from './tile-items';

/** The head that is appended to; it moves before it is signed. The same in `ledger`: of tables restored apart the two differ. */
export const headKey = (log: number): Key => ({ PK: partition(log), SK: 'HEAD' });
export const StoredHead = z.object({
  size: z.number(),
  root: Binary,
  /** How many leaves of each earlier log were entered here again, by its number. */
  carried: z.record(z.string(), z.number()).default({}),
});
export type StoredHead = z.output<typeof StoredHead>;

/** Moves the head in both tables from where it was read, or nothing. */
export function moveHead(log: number, before: StoredHead | undefined, after: StoredHead): Write[] {
  const when: Condition = before ? both(equals('size', before.size), equals('root', before.root)) : ABSENT;
  return [
    put('public', { ...headKey(log), ...after }, when),
    put('ledger', { ...headKey(log), ...after }, when),
  ];
}

/** Witnesses, as verifier keys in their order. */
const Cosigners = z.array(z.string());

/** The newest signed head. */
export const checkpointKey = (log: number): Key => ({ PK: partition(log), SK: 'CHECKPOINT' });
export const StoredCheckpoint = z.object({
  note: z.string(),
  size: z.number(),
  /** When the log's clock cosigned it, in seconds. */
  clock: z.number(),
  cosigners: Cosigners,
  /** When all witnesses were last asked, those too that had cosigned it, in seconds. */
  asked: z.number().default(0),
  /** Since when no checkpoint was seen by enough witnesses, in seconds. */
  unseenSince: z.number().optional(),
  /** Whose cosignatures are asked now. */
  trust: LogTrust.pick({ witnesses: true, quorum: true }),
  /** Each company of witnesses that checkpoints of this log are kept under. */
  companies: z.array(Cosigners),
  revision: z.number(),
});
export type StoredCheckpoint = z.output<typeof StoredCheckpoint>;

/** A checkpoint is kept for good under who cosigned it, and its size: the first above an index proves that leaf. */
const keptUnder = (cosigners: readonly string[]): string =>
  `SIGNED#${toHex(sha256(utf8(cosigners.join('\n'))).slice(0, 8))}#`;
export const keptAfter = (log: number, cosigners: readonly string[], index: number) => ({
  PK: partition(log),
  begins: keptUnder(cosigners),
  after: `${keptUnder(cosigners)}${padded(index)}`,
  limit: 1,
});
export const StoredKept = z.object({ note: z.string(), size: z.number() });
export type StoredKept = z.output<typeof StoredKept>;

/** Publishes a checkpoint over the one it was made after, and keeps it. */
export function putCheckpoint(
  log: number,
  after: Omit<StoredCheckpoint, 'revision' | 'companies'>,
  before: StoredCheckpoint | undefined,
): Write[] {
  const { note, size, cosigners } = after;
  const revision = before?.revision ?? 0;
  const companies = new Map(
    [...(before?.companies ?? []), cosigners].map((company) => [keptUnder(company), company]),
  );
  const checkpoint = { ...after, companies: [...companies.values()], revision: revision + 1 };
  return [
    put('public', { ...checkpointKey(log), ...checkpoint }, atRevision(revision)),
    put('public', { PK: partition(log), SK: `${keptUnder(cosigners)}${padded(size)}`, note, size }),
  ];
}
