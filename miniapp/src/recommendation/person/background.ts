import { readRound } from '#shared/recommendation/contract';
import { canSeal } from '../../platform/can-seal';
import { now } from '../../platform/clock';
import { onForeground } from '../../platform/foreground';
import { online } from '../../platform/network';
import { fetchOnce } from '../../platform/read';
import { onPerson, personHere } from '../../platform/session';
import { waiting } from '../../platform/waiting';
import {
  allKept,
  bare,
  clearClosed,
  giveUp,
  type Kept,
  keptAt,
  needsSession,
  sayWhatWaits,
  standOf,
} from './papers';

/** Milliseconds after which what lies here is looked at again while the app is open. */
const AGAIN = 60_000;

let sending: Promise<void> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Sends what waits on this phone, whatever page is open: when the app opens or comes to the front, when the network is
 * back, when somebody signs in, and each minute while something lies here.
 */
export function keepSending(): void {
  online.subscribe(look);
  onForeground(look);
  onPerson(look);
  waiting.subscribe(lookLater);
  look();
}

/** A minute after the last change; nobody is told when a bad network gets better. */
function lookLater(): void {
  clearTimeout(timer);
  if (allKept().length > 0) timer = setTimeout(look, AGAIN);
}

function look(): void {
  clearClosed(now());
  sayWhatWaits();
  const waits = allKept().filter((kept) => standOf(kept) === 'waiting');
  if (waits.length === 0 || !online.get() || !canSeal()) return;
  sending ??= sendAll(waits).finally(() => {
    sending = undefined;
  });
}

/** Whether it can go out now: a token is asked for by its own person only, what has one needs nobody. */
function canGo(kept: Kept): boolean {
  return !needsSession(kept) || kept.person === personHere();
}

async function sendAll(waits: readonly Kept[]): Promise<void> {
  // Loaded only where it can run: the curves need BigInt as soon as their code is read.
  const { pause, submit } = await import('./submit');
  let isFirst = true;
  for (const one of waits) {
    const kept = keptAt(one);
    if (!kept || standOf(kept) !== 'waiting' || !canGo(kept)) continue;
    // The last one was cast without a name; the next may begin with one.
    if (!isFirst) await pause();
    isFirst = false;
    const read = await fetchOnce(readRound, { params: { area: kept.area, round: kept.round } });
    if (!read.ok) return;
    if (read.value.state === 'open') await submit(read.value, bare(kept));
    else giveUp(kept, 'round-closed');
  }
}
