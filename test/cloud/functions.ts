import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import * as z from 'zod';
import type { Boundary } from '#local/boundaries';
import { functionOf, PACKAGED, type Stack } from './template';

/** A packaged function that runs. */
export interface RunningFunction {
  /** Hands it an event at a time of the county's clock (milliseconds); rejects when the function throws. */
  invoke: (event: unknown, now: number) => Promise<unknown>;
  /** What it wrote to its log. */
  printed: () => string;
  /** The first line of its log, waited for: a log reaches us later than an answer. */
  firstLine: () => Promise<string>;
  stop: () => void;
}

const HOST = resolve(import.meta.dirname, 'function-host.mjs');
const Reply = z.object({ id: z.string(), value: z.unknown().optional(), error: z.string().optional() });

/** Unpacks a boundary's zip below `folder` and runs its handler with its own environment and `besides`. */
export async function startFunction(
  stack: Stack,
  boundary: Boundary,
  folder: string,
  besides: Readonly<Record<string, string>>,
): Promise<RunningFunction> {
  const { Handler, Environment } = functionOf(stack, boundary);
  const file = unpack(boundary, join(folder, boundary), Handler);
  const said: string[] = [];
  const child = fork(HOST, [file], {
    cwd: dirname(file),
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...Environment.Variables, ...besides },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  }
  const replies = repliesOf(child);
  await replies.next('ready');
  let serial = 0;
  return {
    async invoke(event, now) {
      serial += 1;
      const id = String(serial);
      const replied = replies.next(id);
      child.send({ id, event, now });
      const { value, error } = await replied;
      if (error !== undefined) throw new Error(error);
      return value;
    },
    printed: () => said.join(''),
    async firstLine() {
      while (!said.join('').includes('\n')) await new Promise((done) => setTimeout(done, 20));
      return said.join('').split('\n')[0] ?? '';
    },
    stop: () => child.kill(),
  };
}

/** Writes what is in a zip and answers the file of its handler. */
function unpack(boundary: Boundary, folder: string, handler: string): string {
  const files = unzipSync(new Uint8Array(readFileSync(join(PACKAGED, `${boundary}.zip`))));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return join(folder, handler.replace(/\.handler$/, '.mjs'));
}

function repliesOf(child: ChildProcess) {
  const waiting = new Map<string, (reply: z.output<typeof Reply>) => void>();
  child.on('message', (message) => {
    const reply = Reply.parse(message);
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.once('exit', () => {
    for (const [id, settle] of waiting) settle({ id, value: undefined, error: 'the function has ended' });
  });
  return {
    next: (id: string) => new Promise<z.output<typeof Reply>>((settle) => waiting.set(id, settle)),
  };
}
