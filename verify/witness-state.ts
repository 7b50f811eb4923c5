/** What a witness remembers: its key, and for every log the newest checkpoint that it cosigned. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem';
import { fromBase64, fromJson, LAST_SECOND, member } from './text';
import { newKeyText, parseKey, type WitnessKey } from './witness-key';
import { type Lock, takeLock } from './witness-lock';

/** The newest checkpoint of a log that was cosigned, as it was returned; `time` in seconds. */
export interface Seen {
  readonly size: number;
  readonly root: string;
  readonly time: number;
  readonly checkpoint: string;
}

/**
 * For how long the time of one more cosignature of the same tree is kept in memory alone, in seconds: a log asks every
 * few minutes, and nothing is lost with it but how far the clock had come.
 */
const KEPT_FOR = 3600;

/** A witness's directory, which no other witness works in. */
export interface WitnessState {
  readonly key: WitnessKey;
  readonly seen: (origin: string) => Seen | undefined;
  readonly origins: () => string[];
  readonly lastTime: () => number;
  /** Throws a problem unless the directory is still this witness's and holds what it remembers: asked before it signs. */
  readonly confirm: () => void;
  /**
   * Returns once a new tree, or within the hour the time of the same, lies on the disk; answers whether it was written.
   * Throws a problem when what was signed must not leave the house.
   */
  readonly remember: (origin: string, seen: Seen) => boolean;
  /** Lets another witness work here. */
  readonly release: () => void;
}

/** Opens the directory, and makes key and state on the first start; throws a problem when either is damaged. */
export function openState(directory: string, name: string | undefined): WitnessState {
  makeDirectory(directory);
  const lock = takeLock(join(directory, 'lock'));
  try {
    return stateIn(directory, name, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function stateIn(directory: string, name: string | undefined, lock: Lock): WitnessState {
  const files = { key: join(directory, 'key.json'), state: join(directory, 'state.json') };
  const isNew = !existsSync(files.key) && !existsSync(files.state);
  if (isNew) writeDurably(directory, files.state, stateText(new Map()));
  const text = read(files.state);
  const logs = parseState(files.state, text);
  // A first start may have ended between the two files; a witness with a past but no key has lost it.
  if (!existsSync(files.key)) {
    if (logs.size > 0)
      throw new Problem(`${files.key} is missing: this witness has cosigned before, with that key`);
    writeDurably(directory, files.key, newKeyText(name));
  }
  const key = parseKey(files.key, read(files.key));
  if (name !== undefined && name !== key.vkey.name) {
    throw new Problem(
      `this witness is called ${key.vkey.name}; another name needs another directory and key`,
    );
  }
  return { key, ...memoryOf(directory, files.state, { logs, text }, lock) };
}

/** What a witness remembers of logs, over what its state file says. */
function memoryOf(
  directory: string,
  path: string,
  found: { logs: Map<string, Seen>; text: string },
  lock: Lock,
): Omit<WitnessState, 'key'> {
  const { logs } = found;
  let { text } = found;
  const onDisk = new Map(logs);
  const floor = clockFloor(latest(logs), lock.leftAt);
  const write = (next: ReadonlyMap<string, Seen>): void => {
    const after = stateText(next);
    writeDurably(directory, path, after);
    text = after;
    for (const [origin, seen] of next) onDisk.set(origin, seen);
  };
  return {
    seen: (origin) => logs.get(origin),
    origins: () => [...logs.keys()],
    lastTime: () => Math.max(floor, latest(logs)),
    confirm() {
      lock.refuseLost();
      if (read(path) !== text) throw changed(path);
    },
    remember(origin, seen) {
      const isWritten = !isSameTree(onDisk.get(origin), seen);
      if (isWritten) write(new Map([...logs, [origin, seen]]));
      logs.set(origin, seen);
      lock.refuseLost();
      return isWritten;
    },
    release() {
      try {
        lock.refuseLost();
        if (latest(logs) > latest(onDisk) && read(path) === text) write(logs);
      } catch {
        // What is lost is the clock of the last hour; every tree lies on the disk.
      }
      lock.release();
    },
  };
}

/** Whether the disk knows this tree, from not too long before. */
function isSameTree(before: Seen | undefined, { size, root, time }: Seen): boolean {
  return before?.size === size && before.root === root && time - before.time < KEPT_FOR;
}

/** When the newest of these was cosigned. */
function latest(logs: ReadonlyMap<string, Seen>): number {
  return Math.max(0, ...[...logs.values()].map(({ time }) => time));
}

/**
 * Before when nothing may be signed: a witness that was killed may have signed up to the last touch of its lock, and
 * never later than what it keeps in memory alone, however wrong the clock of that touch was.
 */
function clockFloor(written: number, leftAt: number | null): number {
  return leftAt === null
    ? written
    : Math.max(written, Math.min(Math.ceil(leftAt / 1000), written + KEPT_FOR));
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Problem(`the directory ${directory} cannot be made`, { cause: error });
  }
}

/** The whole file or none of it, also when the power fails: written beside, flushed, then renamed. */
function writeDurably(directory: string, path: string, text: string): void {
  try {
    const file = openSync(`${path}.new`, 'w', 0o600);
    writeFileSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(`${path}.new`, path);
    const folder = openSync(directory, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch (error) {
    throw new Problem(`${path} cannot be written`, { cause: error });
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Problem(`${path} cannot be read`, { cause: error });
  }
}

function stateText(logs: ReadonlyMap<string, Seen>): string {
  return `${JSON.stringify({ version: 1, logs: Object.fromEntries(logs) }, null, 2)}\n`;
}

function parseState(path: string, text: string): Map<string, Seen> {
  const json = fromJson(text);
  const logs = member(json, 'logs');
  if (member(json, 'version') !== 1 || typeof logs !== 'object' || logs === null) throw damaged(path);
  return new Map(
    Object.entries(logs).map(([origin, value]) => {
      const seen = seenOf(value);
      if (seen === null) throw damaged(path);
      return [origin, seen];
    }),
  );
}

/** Another state than the one that was read may know more, or less. */
function changed(path: string): Problem {
  return new Problem(
    `${path} is not as this witness left it: stop whatever else writes it, then start again`,
  );
}

/** A lost state is never begun anew: the witness would then sign a second history. */
function damaged(path: string): Problem {
  return new Problem(`${path} is damaged; put back a copy of it, or begin a new witness with a new key`);
}

function seenOf(value: unknown): Seen | null {
  const [size, root] = [member(value, 'size'), member(value, 'root')];
  const [time, checkpoint] = [member(value, 'time'), member(value, 'checkpoint')];
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) return null;
  if (typeof time !== 'number' || !Number.isInteger(time) || time < 1 || time > LAST_SECOND) return null;
  if (typeof root !== 'string' || fromBase64(root)?.length !== 32 || typeof checkpoint !== 'string')
    return null;
  return { size, root, time, checkpoint };
}
