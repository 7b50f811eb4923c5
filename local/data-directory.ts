import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartFailure } from './database';

const MARK = 'sunshine-elections';

/** What the tables in its databases begin with. */
export const TABLE_PREFIX = 'sunshine-';

/** The files of one machine's county. */
export interface DataDirectory {
  database: string;
  /** A directory: the file in it is written anew at each closing. */
  ballots: string;
  secrets: string;
  /** The witness's own directory: its key, and what it has seen. */
  witness: string;
  blobs: string;
  /** A directory: what the log has signed, once more outside the database. */
  signed: string;
  /** How far the county's clock was moved ahead. */
  clock: string;
  /** Gives the directory free for the next run. */
  release: () => void;
}

/** Opens a data directory for this process alone; `fresh` empties one of ours first. */
export function openDataDirectory(path: string, fresh: boolean): DataDirectory {
  const mark = join(path, MARK);
  try {
    if (existsSync(path) && !existsSync(mark) && readdirSync(path).length > 0) {
      throw new StartFailure(`${path} holds other files; name an empty or new directory with --data DIR.`);
    }
    refuseSecondRun(path, mark);
    if (fresh && existsSync(mark)) rmSync(path, { recursive: true });
    makeDirectories(path);
    accessSync(path, constants.W_OK);
    writeFileSync(mark, String(process.pid));
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(`The data directory ${path} cannot be written; name another one with --data DIR.`);
  }
  return {
    database: join(path, 'county.sqlite'),
    ballots: join(path, 'ballots'),
    secrets: join(path, 'secrets.json'),
    witness: join(path, 'witness'),
    blobs: join(path, 'blobs'),
    signed: join(path, 'signed'),
    clock: join(path, 'clock'),
    release: () => writeFileSync(mark, ''),
  };
}

/** One after another: node's own recursion never ends where a file system refuses with the wrong error, as /proc does. */
function makeDirectories(path: string): void {
  if (existsSync(path)) return;
  makeDirectories(dirname(path));
  mkdirSync(path);
}

function refuseSecondRun(path: string, mark: string): void {
  const pid = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
  if (pid > 0 && pid !== process.pid && runsUs(pid)) {
    throw new StartFailure(
      `The data directory ${path} is in use by a run that has not ended (process ${pid}).`,
    );
  }
}

/** Whether the process of that number is a local run: after a kill the number may belong to somebody else. */
function runsUs(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('local.mjs');
  } catch {
    return false;
  }
}
