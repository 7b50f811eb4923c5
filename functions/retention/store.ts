import { audit } from '../platform/audit';
import { type Due, removeDue } from '../platform/due';
import type { Platform } from '../platform/platform';
import * as items from './items';
import type { PastElection } from './past';

/** Puts down that the personal data of an election has ended; whether nobody else did so meanwhile. */
export async function putDown(
  { dynamo, county, now }: Platform,
  due: Due,
  { village, electionDay }: PastElection,
): Promise<boolean> {
  const found = await dynamo.get('people', items.retentionKey(village));
  const before = found && items.StoredRetention.parse(found);
  const revision = (before?.revision ?? 0) + 1;
  const { write, auditHash } = audit({
    entity: `RETENTION#${village}`,
    revision,
    previous: before?.auditHash ?? '',
    actor: 'jobs',
    action: `end of ${electionDay}`,
    at: now(),
  });
  const after = items.putRetention(village, { revision, auditHash });
  return (await dynamo.transact([after, write, removeDue(county, due)])).ok;
}
