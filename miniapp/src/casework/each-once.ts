import type { Id } from '#shared/ids';
import { isUnsettled } from '../platform/acknowledged';
import type { Outcome } from '../platform/request';
import type { OpenCase } from './opening';
import { caseLabel } from './words';

/** How something is done in one case: sealed here, then sent. */
export interface Doing<Sealed, Done> {
  readonly seal: (open: OpenCase) => Promise<Outcome<Sealed>>;
  readonly send: (open: OpenCase, sealed: Sealed) => Promise<Outcome<Done>>;
}

/**
 * Does the same in several cases, one after the other: sealed once in each, sent again as it is until it is acknowledged or
 * refused, and not done again where it is done.
 */
export class EachOnce<Sealed, Done> {
  readonly #sealed = new Map<Id, Sealed>();
  readonly #done = new Map<Id, Done>();

  /** Whether something was sent that may have arrived, or is done in some of the cases only: nothing else is done before the rest. */
  get unsettled(): boolean {
    return this.#sealed.size > 0 || this.#done.size > 0;
  }

  /** Goes on where it stopped; stops where it is not done, and says in which case. */
  async run(
    cases: readonly OpenCase[],
    doing: Doing<Sealed, Done>,
    onDone: (done: Done, open: OpenCase) => void,
  ): Promise<Outcome<unknown>> {
    for (const open of cases) {
      const outcome = await this.#once(open, doing);
      if (!outcome.ok) return cases.length === 1 ? outcome : named(outcome, open.view.case);
      if (!this.#done.has(open.view.case)) onDone(outcome.value, open);
      this.#done.set(open.view.case, outcome.value);
    }
    this.#done.clear();
    return { ok: true, value: undefined };
  }

  async #once(open: OpenCase, { seal, send }: Doing<Sealed, Done>): Promise<Outcome<Done>> {
    const id = open.view.case;
    const done = this.#done.get(id);
    if (done !== undefined) return { ok: true, value: done };
    const known = this.#sealed.get(id);
    const sealed = known === undefined ? await seal(open) : { ok: true as const, value: known };
    if (!sealed.ok) return sealed;
    const outcome = await send(open, sealed.value);
    if (!outcome.ok && isUnsettled(outcome.problem)) this.#sealed.set(id, sealed.value);
    else this.#sealed.delete(id);
    return outcome;
  }
}

function named({ problem }: Extract<Outcome<unknown>, { ok: false }>, id: Id): Outcome<never> {
  return { ok: false, problem: { ...problem, title: `${caseLabel(id)}：${problem.title}` } };
}
