import { equalBytes } from '#shared/crypto/bytes';
import type { EntryWire } from '#shared/directory/contract';
import type { LoggedAnchor } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { decodeRecord, type SealedRecord } from '#shared/tip/record';
import type { Rewrapped } from '#shared/tip/wrap';
import type { Caller } from '../platform/authenticate';
import { bytesOf } from '../platform/base64url';
import { opensslSha256 } from '../platform/openssl';
import { find, type Placed, type Role } from './place';
import { type Signer, signerOf } from './signer';

/** A record as it is sent, with what proves the entry that it was signed under. */
interface Sent {
  readonly record: string;
  readonly signer: EntryWire;
}

/**
 * The record that an officer sends into a case of their own office, or as whoever else may, with the entry that it was
 * signed under and the case as it stands at that record's place; what is wrong with either is told only to who may know of
 * this case.
 */
export async function sentInto<T extends { readonly head: Placed }>(
  params: Office & { case: Id },
  body: Sent,
  { caller, today, anchor }: { caller: Caller; today: number; anchor: LoggedAnchor },
  read: (seq: number) => Promise<T | undefined>,
  may: readonly Role[] = ['office'],
): Promise<Result<{ record: SealedRecord; signer: Signer; found: T; role: Role }>> {
  const record = recordFrom(body);
  const standing = await find(params, caller, today, () => read(record?.head.seq ?? 0));
  if (!standing.ok) return standing;
  const { found, role } = standing.value;
  if (!may.includes(role)) return fail('forbidden');
  const sent = checkRecord(params, record, body, { today, anchor });
  return sent.ok ? ok({ ...sent.value, found, role }) : sent;
}

/** The record that was sent; null when it is none. */
export function recordFrom({ record }: Pick<Sent, 'record'>): SealedRecord | null {
  return decodeRecord(bytesOf(record), opensslSha256);
}

/** The record that was sent if it is of this case, with this office's entry that it was signed under. */
export function checkRecord(
  params: Office & { case: Id },
  record: SealedRecord | null,
  { signer: wire }: Pick<Sent, 'signer'>,
  { today, anchor }: { today: number; anchor: LoggedAnchor },
): Result<{ record: SealedRecord; signer: Signer }> {
  if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
  const signer = signerOf(anchor, wire, { office: params, directory: record.head.directory }, today);
  return signer.ok ? ok({ record, signer: signer.value }) : signer;
}

/** Slots that were sealed anew, as they were sent. */
export function rewrappedFrom({ slots, wrap }: { slots: string; wrap: string }): Rewrapped {
  return { slots: bytesOf(slots), wrap: bytesOf(wrap) };
}
