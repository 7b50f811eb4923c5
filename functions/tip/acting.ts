import { equalBytes } from '#shared/crypto/bytes';
import type { ActingWire } from '#shared/directory/contract';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { decodeRecord, type SealedRecord } from '#shared/tip/record';
import type { Rewrapped } from '#shared/tip/wrap';
import type { Caller } from '../platform/authenticate';
import { bytesOf } from '../platform/base64url';
import { opensslSha256 } from '../platform/openssl';
import { type ActingPlatform, actingSigner, type Signer } from '../platform/signer';
import { find, type Placed, type Role } from './place';

/** A record as it is sent, with what proves the entry that it was signed under. */
interface Sent {
  readonly record: string;
  readonly signer: ActingWire;
}

/**
 * The record that an officer sends into a case of their own office, or as whoever else may, with the entry that it was
 * signed under and the case as it stands at that record's place; what is wrong with either is told only to who may know of
 * this case.
 */
export async function sentInto<T extends { readonly head: Placed }>(
  p: ActingPlatform,
  params: Office & { case: Id },
  body: Sent,
  { caller, today }: { caller: Caller; today: number },
  read: (seq: number) => Promise<T | undefined>,
  may: readonly Role[] = ['office'],
): Promise<Result<{ record: SealedRecord; signer: Signer; found: T; role: Role }>> {
  const record = recordFrom(body);
  const standing = await find(params, caller, today, () => read(record?.head.seq ?? 0));
  if (!standing.ok) return standing;
  const { found, role } = standing.value;
  if (!may.includes(role)) return fail('forbidden');
  const sent = await checkRecord(p, params, record, body, today);
  return sent.ok ? ok({ ...sent.value, found, role }) : sent;
}

/** The record that was sent; null when it is none. */
export function recordFrom({ record }: Pick<Sent, 'record'>): SealedRecord | null {
  return decodeRecord(bytesOf(record), opensslSha256);
}

/** The record that was sent if it is of this case, with this office's entry that it was signed under by one of its devices. */
export async function checkRecord(
  p: ActingPlatform,
  params: Office & { case: Id },
  record: SealedRecord | null,
  body: Sent,
  today: number,
): Promise<Result<{ record: SealedRecord; signer: Signer }>> {
  if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
  const at = { office: params, directory: record.head.directory };
  const signer = await actingSigner(p, body.signer, bytesOf(body.record), at, today);
  return signer.ok ? ok({ record, signer: signer.value }) : signer;
}

/** Slots that were sealed anew, as they were sent. */
export function rewrappedFrom({ slots, wrap }: { slots: string; wrap: string }): Rewrapped {
  return { slots: bytesOf(slots), wrap: bytesOf(wrap) };
}
