import type * as fc from 'fast-check';
import type { TestCounty } from './setup';

/** Runs tasks at once with every database call of the apps held back until the scheduler lets it through. */
export async function scheduled<T>(
  county: TestCounty,
  scheduler: fc.Scheduler,
  tasks: readonly (() => Promise<T>)[],
): Promise<T[]> {
  county.hooks.before = (boundary, { command }) =>
    scheduler.schedule(Promise.resolve(), `${boundary} ${command}`);
  try {
    return await scheduler.waitFor(Promise.all(tasks.map((task) => task())));
  } finally {
    delete county.hooks.before;
  }
}
