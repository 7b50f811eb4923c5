import type { Log } from '../platform/log';

/** A schedule: what `jobs` does again and again. */
export type Job = () => Promise<unknown>;

/** Runs every job each second, one after the other; a job that fails is logged and comes round again. */
export function startTimers(jobs: Readonly<Record<string, Job>>, log: Log): { stop: () => Promise<void> } {
  let stopped = false;
  const run = async () => {
    while (!stopped) {
      for (const [name, job] of Object.entries(jobs)) {
        try {
          await job();
        } catch (error) {
          log({
            level: 'error',
            event: 'job-failed',
            job: name,
            error: error instanceof Error ? error.name : 'unknown',
          });
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };
  const running = run();
  return {
    stop() {
      stopped = true;
      return running;
    },
  };
}
