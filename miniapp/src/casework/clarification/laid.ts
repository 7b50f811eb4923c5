import type { Office } from '#shared/directory/office';
import type { Clarification } from '#shared/tip/clarification';
import { onPerson } from '../../platform/session';
import { createStore, useStore } from '../../platform/store';

/** A letter of clarification as it goes on paper. */
export interface Laid {
  readonly said: Clarification;
  /** Whose letter it is, and as the directory names it. */
  readonly office: Office;
  readonly officeName: string;
  readonly day: number;
}

const laid = createStore<Laid | undefined>(undefined);

// What was opened here is for whoever opened it: it goes with their session.
onPerson(() => laid.set(undefined));

/** Lays a letter ready for its page; in memory only, until that page is closed. */
export function layClarification(next: Laid | undefined): void {
  laid.set(next);
}

/** The letter that was laid ready. */
export function useClarification(): Laid | undefined {
  return useStore(laid);
}
