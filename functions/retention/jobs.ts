import { KEPT_DAYS } from '#shared/retention/kept';
import { dateOfDay, dayOf } from '#shared/time';
import { type Due, type DueOutcome, runDue } from '../platform/due';
import type { Dynamo } from '../platform/dynamo';
import type { Platform } from '../platform/platform';
import { endIssued } from './issued-store';
import { endObjections } from './objection-store';
import { endPublications } from './publication-store';
import type { PastElection } from './past';
import { endProxies } from './proxy-store';
import { endRegistrations } from './registration-store';
import { endOldRolls } from './roll-store';
import { endSlips } from './slip-store';
import { putDown } from './store';

/**
 * The kinds of personal data that end after an election. Each deletes its own, answers how many items, and goes on
 * where it was cut off.
 */
const ENDS: Readonly<Record<string, (dynamo: Dynamo, past: PastElection) => Promise<number>>> = {
  issued: endIssued,
  objections: endObjections,
  registrations: endRegistrations,
  proxies: endProxies,
  slips: endSlips,
  published: endPublications,
  rolls: endOldRolls,
};

/** Ends the personal data of elections that are long enough past, and puts down that it was done. */
export async function endRetention(p: Platform): Promise<void> {
  const { failures } = await runDue(p, 'retention', (due) => endOne(p, due));
  if (failures.length > 0) throw new AggregateError(failures, 'personal data left where it was');
}

async function endOne(p: Platform, due: Due): Promise<DueOutcome> {
  const past = { village: due.area, electionDay: dateOfDay(dayOf(due.at) - 1 - KEPT_DAYS) };
  const ended: Record<string, number> = {};
  for (const [kind, end] of Object.entries(ENDS)) ended[kind] = await end(p.dynamo, past);
  if (!(await putDown(p, due, past))) return 'not-now';
  p.log({ level: 'info', event: 'retention-ended', area: due.area, ...ended });
  return 'moved';
}
