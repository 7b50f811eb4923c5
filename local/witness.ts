import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { StartFailure } from './database';

/** A witness that runs beside the county, with a directory and a key of its own. */
export interface LocalWitness {
  verifierKey: string;
  address: string;
  stop: () => void;
}

const PROGRAM = '.build/verify/witness.mjs';
/** Moves a program's clock. */
const AHEAD = pathToFileURL('local/ahead.mjs').href;
const Started = z.object({ vkey: z.string(), address: z.string() });

/**
 * Starts the witness of `npm run witness` for these logs, on the clock that the county keeps in `clock`: another's is
 * not taken. It ends with this process, however that ends.
 */
export async function startWitness(
  directory: string,
  clock: string,
  logs: readonly string[],
): Promise<LocalWitness> {
  const args = ['--directory', directory, '--name', 'localhost/witness', '--port', '0', '--with-parent'];
  const followed = logs.flatMap((key) => ['--log', key]);
  const child = spawn(process.execPath, ['--import', AHEAD, PROGRAM, ...args, ...followed], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, CLOCK_AHEAD_FILE: clock },
  });
  const lines = createInterface(child.stdout);
  for await (const line of lines) {
    const { vkey, address } = Started.parse(JSON.parse(line));
    // What it says from now on is for its own office; here nobody reads it.
    child.stdout.resume();
    return { verifierKey: vkey, address, stop: () => child.kill() };
  }
  throw new StartFailure('The witness of the public log did not start; what it said stands above.');
}
