import * as rules from '#shared/notice/rules';
import { fail } from '#shared/result';
import { type Due, readDue } from '../platform/due';
import type { Platform } from '../platform/platform';
import * as store from './store';

/**
 * Publishes the notices whose time has come. Each is decided and written on its own condition, so running twice,
 * or two runners at once, publishes none twice; one that cannot be published keeps none of the others back.
 */
export async function publishDue(p: Platform): Promise<void> {
  const now = p.now();
  const failures: unknown[] = [];
  for (const due of await readDue(p.dynamo, p.county, 'notice', now)) {
    try {
      await publishOne(p, due, now);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'notices left unpublished');
}

/** Another runner or the office having been faster is no failure: whoever moved the notice moved its mark with it. */
async function publishOne(p: Platform, due: Due, now: number): Promise<void> {
  const act = { command: 'publish', actor: 'jobs', now } as const;
  await store.change(p.dynamo, p.county, due, act, (notice) =>
    notice.state.kind === 'scheduled' && notice.state.publishAt === due.at
      ? rules.publish(notice, now)
      : fail('notice-elsewhere'),
  );
}
