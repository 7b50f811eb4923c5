import type { Log } from '../platform/log';

/** A schedule: what `jobs` does again and again. */
export type Job = () => Promise<unknown>;

/** Runs every job each second, none held up by another; a job that fails is logged and comes round again. */
export function startTimers(jobs: Readonly<Record<string, Job>>, log: Log): { stop: () => Promise<void> } {
  let stopped = false;
  const repeat = async ([name, job]: [string, Job]) => {
    while (!stopped) {
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
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  };
  const running = Promise.all(Object.entries(jobs).map(repeat));
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}
