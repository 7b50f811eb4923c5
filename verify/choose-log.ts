/** Which of a county's logs is checked. */
import type { Fetch } from './fetching';
import { LONGEST_NOTE } from './note';
import type { Options } from './options';
import { Problem, Unchecked } from './problem';
import type { Say } from './say';
import { addressOf } from './served-log';
import type { Trusted } from './trusted';
import type { Vkey } from './vkey';

/** A log that is asked about, and its newest checkpoint. */
interface Chosen {
  readonly log: Vkey;
  readonly address: string;
  readonly bytes: Uint8Array;
}

/**
 * The log that was named; else the newest that is served, since a county's next log may be trusted before it begins.
 * Which were passed over is said: a server that keeps one back looks the same.
 */
export async function chooseLog(
  fetch: Fetch,
  api: string,
  { policy: { logs } }: Trusted,
  { log: named }: Pick<Options, 'log'>,
  say: Say,
): Promise<Chosen> {
  const asked = logs.filter(({ name }) => named === undefined || name === named).reverse();
  const [newest] = asked;
  if (!newest) throw new Unchecked(`${named ?? 'the log'} is not among the trusted logs`);
  for (const log of asked) {
    const address = addressOf(api, log);
    const bytes = await fetch(`${address}/checkpoint`, LONGEST_NOTE);
    if (typeof bytes !== 'string') return { log, address, bytes };
    if (bytes === 'erased') break;
    if (log !== asked.at(-1)) say.line(wordsOfAbsent(log));
  }
  throw new Problem(`${addressOf(api, newest)}/checkpoint is not there`);
}

function wordsOfAbsent({ name }: Vkey): string {
  return `The log ${name} is trusted too, but NOT SERVED: it has not begun, or it is kept back. The one before it is checked.`;
}
