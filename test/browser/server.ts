import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '#local/database';
import { buildLocal } from '../../tools/build-local.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const READY = 'Ready.';
const READY_MS = 60_000;

/** A county run as `npm start` runs it, on a data directory of its own. */
export interface LocalServer {
  origin: string;
  directory: string;
  /** Everything it printed. */
  printed: () => string;
  /** Resident memory of the server and everything it started, in MB. */
  residentMb: () => number;
  /** Writes a heap snapshot of the server and answers the file. */
  heapSnapshot: () => Promise<string>;
  /** Ends it with `kill -9`, and starts it again on the same data. */
  killAndRestart: () => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts a county and waits until its demo is loaded. */
export async function startServer(): Promise<LocalServer> {
  const directory = mkdtempSync(join(tmpdir(), 'county-'));
  const entry = await buildLocal();
  const port = await freeThree();
  const said: string[] = [];
  let child = await launch(entry, directory, port, said);
  const ended = (process: ChildProcess) => new Promise((done) => process.once('exit', done));
  return {
    origin: `http://localhost:${port}`,
    directory: join(directory, 'data'),
    printed: () => said.join(''),
    residentMb: () => residentKb(child.pid ?? 0) / 1024,
    heapSnapshot: () => snapshot(child, directory),
    async killAndRestart() {
      child.kill('SIGKILL');
      await ended(child);
      child = await launch(entry, directory, port, said);
    },
    async stop() {
      const gone = ended(child);
      child.kill('SIGTERM');
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function launch(entry: string, directory: string, port: number, said: string[]): Promise<ChildProcess> {
  const args = ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${directory}`, entry];
  const child = spawn(
    process.execPath,
    [...args, '--data', join(directory, 'data'), '--port', String(port)],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    },
  );
  const before = said.length;
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`not ready: ${said.join('')}`)), READY_MS);
    const listen = (chunk: Buffer) => {
      said.push(chunk.toString());
      if (!said.slice(before).join('').includes(READY)) return;
      clearTimeout(late);
      done(child);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => {
      clearTimeout(late);
      fail(new Error(`ended: ${said.join('')}`));
    });
  });
}

/** A port with two free ones after it. */
async function freeThree(): Promise<number> {
  const port = await freePort();
  return port > 65_000 ? freeThree() : port;
}

async function snapshot(child: ChildProcess, directory: string): Promise<string> {
  child.kill('SIGUSR2');
  for (let waited = 0; waited < 30_000; waited += 200) {
    await new Promise((done) => setTimeout(done, 200));
    const file = readdirSync(directory).find((name) => name.endsWith('.heapsnapshot'));
    // It is whole when the answer to a request shows that the server goes on.
    if (file) {
      await new Promise((done) => setTimeout(done, 3000));
      return join(directory, file);
    }
  }
  throw new Error('no heap snapshot was written');
}

function statusOf(pid: string, field: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0; // ended while we looked
  }
}

/** A process with all its descendants. */
function residentKb(pid: number): number {
  const children = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && statusOf(name, 'PPid') === pid,
  );
  return statusOf(String(pid), 'VmRSS') + children.reduce((sum, child) => sum + residentKb(Number(child)), 0);
}
