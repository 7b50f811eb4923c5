import type { WitnessTrust } from '#shared/transparency/policy';
import { type Checkpoint, unseenSince } from './sign';

/** What is published cannot be proved, and will not be until somebody looks. */
export class LogStandsStill extends Error {
  override name = 'LogStandsStill';
}

/** How long anything may wait, in seconds: a witness that starts again, or a busy minute, is nobody's alarm. */
const PATIENCE = 15 * 60;

/** The log after a run. */
export interface LogAfter {
  readonly checkpoint: Checkpoint | undefined;
  /** Since when the oldest leaf that was not entered waits, in seconds. */
  readonly waitsSince: number | undefined;
}

/** What keeps the log standing still for longer than it may; undefined while it goes on. */
export function standstillOf(
  { checkpoint, waitsSince }: LogAfter,
  now: number,
  trust: WitnessTrust,
): LogStandsStill | undefined {
  if (checkpoint && checkpoint.clock - now > PATIENCE)
    return new LogStandsStill(
      'the clock is behind the last checkpoint: nothing is signed until it has passed',
    );
  if (now - (unseenSince(checkpoint, trust) ?? now) > PATIENCE)
    return new LogStandsStill('no checkpoint was seen by enough witnesses for a quarter of an hour');
  if (now - (waitsSince ?? now) > PATIENCE)
    return new LogStandsStill('leaves have waited for a quarter of an hour, and none was entered');
  return undefined;
}
