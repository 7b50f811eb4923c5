import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { Certificate } from '#shared/registration/contract';
import { ABSENT, atRevision, type Key, put, type Write } from '../platform/item';

const certificates = (village: AreaCode): string => `CERTIFICATES#${village}`;

/** How many certificates a village has given in a term; each is numbered by it. */
export const countKey = (village: AreaCode): Key => ({ PK: certificates(village), SK: 'COUNT' });
export const StoredCount = z.object({ term: z.number(), count: z.number(), revision: z.number() });
export type StoredCount = z.output<typeof StoredCount>;

/** The certificates of a village, of every term. */
export const certificatesRange = (village: AreaCode) => ({ PK: certificates(village), begins: 'TERM#' });

/** The certificates of a village's term; each person has one. */
export const certificateRange = (village: AreaCode, term: number) => ({
  PK: certificates(village),
  begins: `TERM#${term}#`,
});
export const certificateKey = (village: AreaCode, term: number, entry: Id): Key => ({
  PK: certificates(village),
  SK: `TERM#${term}#${entry}`,
});
export const StoredCertificate = z.object({ certificate: Certificate, entry: Id });
export type StoredCertificate = z.output<typeof StoredCertificate>;

/** Gives out a certificate under the next number. */
export function putCertificate(
  village: AreaCode,
  stored: StoredCertificate,
  { term, revision }: { term: number; revision: number },
): Write[] {
  const after: StoredCount = { term, count: stored.certificate.number, revision: revision + 1 };
  return [
    put('people', { ...certificateKey(village, term, stored.entry), ...stored }, ABSENT),
    put('people', { ...countKey(village), ...after }, atRevision(revision)),
  ];
}
