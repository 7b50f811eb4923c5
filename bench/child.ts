import { subscribe } from 'node:diagnostics_channel';

/** What a child process answers to a question of its parent. */
export type Answering = Readonly<Record<string, (value: never) => unknown>>;

/** How much a process has worked since its start. */
export interface Work {
  /** CPU milliseconds, user and system. */
  cpuMs: number;
  /** HTTP requests that it sent: its database calls. */
  calls: number;
}

interface Question {
  id: number;
  ask: string;
  value: never;
}

/** Answers the parent's questions, and ends with it. `work` is always answered. */
export function answerParent(answers: Answering): void {
  let calls = 0;
  subscribe('http.client.request.start', () => {
    calls += 1;
  });
  const work = (): Work => {
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1000, calls };
  };
  const all: Answering = { ...answers, work };
  process.on('disconnect', () => process.exit(0));
  process.on('message', (question: Question) => {
    void answer(all, question);
  });
}

async function answer(all: Answering, { id, ask, value }: Question): Promise<void> {
  try {
    process.send?.({ id, value: await all[ask]?.(value) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : 'unknown' });
  }
}
