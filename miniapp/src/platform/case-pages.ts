import type { CaseView, NotesView, TiplineAnswer } from '#shared/tip/contract';
import type { Outcome } from './request';

/** What an answer says of a case: its newest standing, and some of its records. */
type Page = Pick<TiplineAnswer | CaseView | NotesView, 'count' | 'records' | 'signers'>;

/** A case read to its end, page by page. */
export async function wholeCase<T extends Page>(
  read: (from: number) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let whole = await read(0);
  while (whole.ok && whole.value.records.length < whole.value.count) {
    const next = await read(whole.value.records.length);
    if (!next.ok) return next;
    if (next.value.records.length === 0) break;
    whole = { ok: true, value: joined(whole.value, next.value) };
  }
  return whole;
}

/** A case with the records that an answer adds to it, standing as the answer says. */
export function joined<T extends Page>(known: T, answer: T): T {
  return {
    ...answer,
    records: [...known.records, ...answer.records],
    signers: [...known.signers, ...answer.signers],
  };
}
