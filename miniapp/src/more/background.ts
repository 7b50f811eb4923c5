import { canSeal } from '../platform/can-seal';
import { loadChannel } from './load-channel';

/** Milliseconds after the start in which the first page has the line to itself. */
const FIRST_PAGE = 3000;

/** Everybody's browser loads the channel's code, so that loading it says nothing. */
export function loadAhead(): void {
  setTimeout(() => {
    // Without a network it is loaded when it is opened.
    if (canSeal()) Promise.all([import('./index'), loadChannel()]).catch(() => undefined);
  }, FIRST_PAGE);
}
