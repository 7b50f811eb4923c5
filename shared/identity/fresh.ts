/** How long somebody who has proved who they are is not asked again, seconds. */
const FRESH_SECONDS = 600;

/** Whether who proved themselves at `provedAt` need not be asked again at `now`; both in seconds. */
export function isFresh(provedAt: number, now: number): boolean {
  return now - provedAt < FRESH_SECONDS;
}
