import type { Answer } from '#shared/contract';
import type { myProxies } from '#shared/proxy/contract';
import { hasEnded } from '#shared/proxy/rules';
import { dateOfDay } from '#shared/time';
import { today } from '../platform/clock';

/** Whether somebody may ask for a proxy now: in time, and neither giving one nor asked to hold one. */
export function mayAsk({ none, gave, asked, lastDay }: Answer<typeof myProxies>): boolean {
  const stands = [...gave, ...asked].some(({ proxy }) => !hasEnded(proxy));
  return none === undefined && !stands && dateOfDay(today()) <= lastDay;
}
