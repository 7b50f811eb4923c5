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
  const held = runners.map(() => 0);
  const done = new Set<number>();
  let stir = (): void => undefined;

  county.hooks.before = async (boundary, { command }) => {
    const runner = self.getStore();
    if (runner === undefined) return;
    const count = (by: number) => {
      held[runner] = (held[runner] ?? 0) + by;
    };
    const passed = scheduler.schedule(
      Promise.resolve(),
      `${runner}: ${boundary} ${command}`,
      undefined,
      (pass) => {
        count(-1);
        return pass();
      },
    );
    count(1);
    stir();
    await passed;
  };

  const everybodyStands = () => runners.every((_, runner) => done.has(runner) || (held[runner] ?? 0) > 0);
  const anybodyHeld = () => held.some((calls) => calls > 0);
  const settle = async (): Promise<void> => {
    while (!everybodyStands()) {
      const moved = await new Promise<boolean>((resolve) => {
        stir = () => {
          resolve(true);
        };
        setTimeout(resolve, PATIENCE, false);
      });
      if (!moved && anybodyHeld()) return;
    }
  };

  try {
    const all = runners.map((run, runner) =>
      self.run(runner, run).finally(() => {
        done.add(runner);
        stir();
      }),
    );
    // Failures are told below, together: until then nobody is left running unheard.
    const ended = Promise.allSettled(all);
    await settle();
    while (anybodyHeld()) {
      await scheduler.waitNext(1);
      await settle();
    }
    await ended;
    return await Promise.all(all);
  } finally {
    delete county.hooks.before;
  }
}
