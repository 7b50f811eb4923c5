import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Work } from './child';

/** A process of the benchmark's own beside the one that sends the load. */
export interface Child {
  ask: <T>(question: string, value?: unknown) => Promise<T>;
  /** CPU milliseconds and database calls of what `run` makes it do. */
  workOf: <T>(run: () => Promise<T>) => Promise<Work & { result: T }>;
  end: () => Promise<void>;
}

interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

/** Starts one of the bundles beside this one. It ends with this process, whatever ends that. */
export function startChild(
  name: 'api' | 'bare' | 'transact' | 'desk',
  env: Record<string, string> = {},
): Child {
  const file = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, ['--enable-source-maps', ...flagsOf(name), file], {
    // Its standard output is not the benchmark's.
    stdio: ['ignore', 2, 2, 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  const ask = asking(child, name);
  return {
    ask,
    async workOf(run) {
      const before = await ask<Work>('work');
      const result = await run();
      const after = await ask<Work>('work');
      return { result, cpuMs: after.cpuMs - before.cpuMs, calls: after.calls - before.calls };
    },
    end: () => ended(child),
  };
}

/** `BENCH_PROFILE=api` leaves a CPU profile of that process in the working directory. */
function flagsOf(name: string): string[] {
  return process.env['BENCH_PROFILE'] === name ? ['--cpu-prof'] : [];
}

function asking(child: ChildProcess, name: string): Child['ask'] {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  child.on('message', ({ id, value, error }: Reply) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(value);
    else one?.reject(new Error(`${name}: ${error}`));
  });
  const failed = (why: string) => {
    for (const one of waiting.values()) one.reject(new Error(`${name} ${why}`));
  };
  child.once('exit', (code) => failed(`ended with ${code}`));
  child.once('error', ({ message }) => failed(message));
  let last = 0;
  return <T>(question: string, value?: unknown) => {
    last += 1;
    const id = last;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve: (answer) => resolve(answer as T), reject });
      child.send({ id, ask: question, value });
    });
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.disconnect();
  });
}
