import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '#local/database';
import { familyOf, residentKb, runs } from '#test/processes';

const ROOT = resolve(import.meta.dirname, '../..');
const READY = 'Ready.';
/** Long enough to build the site, where it is not built yet. */
const READY_MS = 180_000;

/** A county run by `npm start`'s own program, on a data directory of its own. */
export interface LocalServer {
  origin: string;
  directory: string;
  /** Everything it printed. */
  printed: () => string;
  /** Resident memory of the server and everything it started, in MB. */
  residentMb: () => number;
  /** Writes a heap snapshot of the server and answers the file. */
  heapSnapshot: () => Promise<string>;
  /** Ends the witness that runs beside it; the next start brings it back. */
  stopWitness: () => void;
  /** Ends it with `kill -9`, and starts it again on the same data, or on what was made of them `meanwhile`. */
  killAndRestart: (meanwhile?: (directory: string) => Promise<void>) => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts a county and waits until its demo is loaded. */
export async function startServer(): Promise<LocalServer> {
  const directory = mkdtempSync(join(tmpdir(), 'county-'));
  const port = await freeThree();
  const said: string[] = [];
  let child = await launch(directory, port, said);
  const ended = (one: ChildProcess) => new Promise((done) => one.once('exit', done));
  const origin = `http://localhost:${port}`;
  return {
    origin,
    directory: join(directory, 'data'),
    printed: () => said.join(''),
    residentMb: () => residentKb(child.pid ?? 0) / 1024,
    heapSnapshot: () => snapshot(child, directory, origin),
    stopWitness: () => process.kill(memberOf(child, '.build/verify/witness.mjs'), 'SIGKILL'),
    async killAndRestart(meanwhile) {
      const gone = ended(child);
      process.kill(serverOf(child), 'SIGKILL');
      await gone;
      await meanwhile?.(join(directory, 'data'));
      child = await launch(directory, port, said);
    },
    async stop() {
      const gone = ended(child);
      child.kill('SIGTERM');
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function launch(directory: string, port: number, said: string[]): Promise<ChildProcess> {
  const args = ['tools/start.mjs', '--data', join(directory, 'data'), '--port', String(port)];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // For the server that it starts.
    env: { ...process.env, NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${directory}` },
  });
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

/** The process of the server, which `npm start` started. */
function serverOf({ pid = 0 }: ChildProcess): number {
  const server = familyOf(pid).find(
    (member) => member !== pid && runs(member, 'node', '--enable-source-maps'),
  );
  if (server === undefined) throw new Error('the server is not running');
  return server;
}

/** The process of a program that the server started. */
function memberOf({ pid = 0 }: ChildProcess, program: string): number {
  const member = familyOf(pid).find((one) => runs(one, 'node', program));
  if (member === undefined) throw new Error(`${program} is not running`);
  return member;
}

async function snapshot(child: ChildProcess, directory: string, origin: string): Promise<string> {
  process.kill(serverOf(child), 'SIGUSR2');
  for (let waited = 0; waited < 60_000; waited += 200) {
    await new Promise((done) => setTimeout(done, 200));
    const file = readdirSync(directory).find((name) => name.endsWith('.heapsnapshot'));
    if (!file) continue;
    // While it writes, the server answers nobody: an answer says that the file is whole.
    await fetch(origin);
    return join(directory, file);
  }
  throw new Error('no heap snapshot was written');
}
