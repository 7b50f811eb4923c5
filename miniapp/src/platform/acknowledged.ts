import { bytesOf, equalBytes } from '#shared/crypto/bytes';
import type { Directory } from '#shared/directory/directory';
import { readAck } from '#shared/tip/ack';
import { recordHash, type SealedRecord } from '#shared/tip/record';
import { type Outcome, type Problem, problemOf } from './request';

/** Failures that say nothing of whether the record arrived. */
const UNANSWERED: readonly Problem['code'][] = ['offline', 'busy', 'internal'];

/**
 * A record that was sent counts as received only with an acknowledgement of this very record, signed by the service key
 * of the directory. Until then, or until it is refused, nothing but the same bytes may be sent in its place.
 */
export async function acknowledged<T extends { readonly ack: string }>(
  sending: Promise<Outcome<T>>,
  record: SealedRecord,
  directory: Directory,
): Promise<Outcome<T>> {
  const answer = await sending;
  if (!answer.ok)
    return UNANSWERED.includes(answer.problem.code)
      ? { ok: false, problem: problemOf('tip-unanswered') }
      : answer;
  const ack = readAck(bytesOf(answer.value.ack), directory.snapshot.servicePk);
  const { caseId, seq } = record.head;
  const isOurs =
    ack !== null &&
    ack.seq === seq &&
    equalBytes(ack.caseId, caseId) &&
    equalBytes(ack.recordHash, recordHash(record));
  return isOurs ? answer : { ok: false, problem: problemOf('tip-unsigned') };
}

/** Whether a record may have arrived all the same. */
export function isUnsettled(problem: Problem | undefined): boolean {
  return problem?.code === 'tip-unanswered' || problem?.code === 'tip-unsigned';
}
