import { equalBytes } from '#shared/crypto/bytes';
import type { Office } from '#shared/directory/office';
import type { Id } from '#shared/ids';
import { fail, ok, type Result } from '#shared/result';
import { decodeRecord, type SealedRecord } from '#shared/tip/record';
import type { Caller } from '../platform/authenticate';
import { bytesOf } from '../platform/base64url';
import { opensslSha256 } from '../platform/openssl';
import { find, type Placed } from './place';

/**
 * The record that an officer sends into a case of their own office, with the case as it stands at that record's place;
 * a record that is none or of another case is told only to who may know of this one.
 */
export async function sentInto<T extends { readonly head: Placed }>(
  params: Office & { case: Id },
  sent: string,
  caller: Caller,
  today: number,
  read: (seq: number) => Promise<T | undefined>,
): Promise<Result<{ record: SealedRecord; found: T }>> {
  const record = decodeRecord(bytesOf(sent), opensslSha256);
  const standing = await find(params, caller, today, () => read(record?.head.seq ?? 0));
  if (!standing.ok) return standing;
  if (standing.value.role !== 'office') return fail('forbidden');
  if (!record || !equalBytes(record.head.caseId, bytesOf(params.case))) return fail('tip-refused');
  return ok({ record, found: standing.value.found });
}
