import { AsyncLocalStorage } from 'node:async_hooks';
import type * as fc from 'fast-check';
import type { TestCounty } from './setup';

/** How long to wait for a runner that waits for another one instead of the database, in milliseconds. */
const PATIENCE = 25;

/**
 * Runs several things at once in an order that fast-check draws, and shrinks: everybody stands before their next
 * database call, one is let through, and only when that one stands before its next call, or is done, is the next
 * one drawn. So every interleaving of calls can happen, and the one that failed is printed.
 */
export async function interleave<T>(
  county: TestCounty,
  scheduler: fc.Scheduler,
  runners: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const self = new AsyncLocalStorage<number>();
  const running = new Set<number>();
  let held = 0;
  let stir = (): void => undefined;

  county.hooks.before = async (boundary, { command }) => {
    const runner = self.getStore();
    if (runner === undefined) return;
    const let_through = scheduler.schedule(Promise.resolve(), `${runner}: ${boundary} ${command}`);
    held += 1;
    running.delete(runner);
    stir();
    await let_through;
    held -= 1;
    running.add(runner);
  };

  const settle = async (): Promise<void> => {
    while (running.size > 0) {
      const moved = await Promise.race([
        new Promise<true>((resolve) => {
          stir = () => resolve(true);
        }),
        new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE)),
      ]);
      if (!moved && held > 0) return;
    }
  };

  try {
    const all = runners.map((run, runner) => {
      running.add(runner);
      return self.run(runner, run).finally(() => {
        running.delete(runner);
        stir();
      });
    });
    // Failures are told below, together: until then nobody is left running unheard.
    const ended = Promise.allSettled(all);
    for (await settle(); held > 0; await settle()) await scheduler.waitNext(1);
    await ended;
    return await Promise.all(all);
  } finally {
    delete county.hooks.before;
  }
}
