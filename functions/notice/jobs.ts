import * as rules from '#shared/notice/rules';
import { fail } from '#shared/result';
import { type Due, type DueOutcome, runDue } from '../platform/due';
import type { Platform } from '../platform/platform';
import * as store from './store';

/**
 * Publishes the notices whose time has come. Each is decided and written on its own condition, so running twice,
 * or two runners at once, publishes none twice; one that cannot be published keeps none of the others back.
 */
export async function publishDue(p: Platform): Promise<void> {
  const { failures } = await runDue(p, 'notice', (due) => publishOne(p, due));
  if (failures.length > 0) throw new AggregateError(failures, 'notices left unpublished');
}

/** Whoever moves a notice moves its mark with it: a mark of another time, or of no notice, is nobody's. */
async function publishOne(p: Platform, due: Due): Promise<DueOutcome> {
  const now = p.now();
  const act = { command: 'publish', actor: 'jobs', now } as const;
  const published = await store.change(p.dynamo, p.county, due, act, (notice) =>
    notice.state.kind === 'scheduled' && notice.state.publishAt === due.at
      ? rules.publish(notice, now, p.random(16))
      : fail('notice-elsewhere'),
  );
  if (published.ok) return 'moved';
  const { code } = published.error;
  return code === 'notice-elsewhere' || code === 'not-found' ? 'stale' : 'not-now';
}
