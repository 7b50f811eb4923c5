import { type Outcome, type Problem, problemOf } from './request';

type Code = Problem['code'];

/** Failures that say nothing of whether the record arrived. */
const UNANSWERED: readonly Code[] = ['offline', 'busy', 'internal'];
/** Failures after which it may lie there all the same. */
const UNSETTLED: readonly Code[] = ['tip-unanswered', 'tip-unsigned', 'tip-mismatch'];

/**
 * A record that was sent counts as received only with an answer that proves this very record, else it fails with `flaw`.
 * Until then, or until it is refused, nothing but the same bytes may be sent in its place.
 */
export async function acknowledged<T>(
  sending: Promise<Outcome<T>>,
  proves: (answer: T) => boolean,
  flaw: 'tip-unsigned' | 'tip-mismatch',
): Promise<Outcome<T>> {
  const answer = await sending;
  if (answer.ok) return proves(answer.value) ? answer : { ok: false, problem: problemOf(flaw) };
  return isUnanswered(answer.problem) ? { ok: false, problem: problemOf('tip-unanswered') } : answer;
}

/** Whether nothing is known of what was sent. */
export function isUnanswered({ code }: Problem): boolean {
  return UNANSWERED.includes(code);
}

/** Whether a record may have arrived all the same. */
export function isUnsettled(problem: Problem | undefined): boolean {
  return problem !== undefined && UNSETTLED.includes(problem.code);
}
