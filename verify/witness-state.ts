/** What a witness remembers: its key, and for every log the newest checkpoint that it cosigned. */
import { randomBytes } from 'node:crypto';
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
import { signingKey } from './ed25519';
import { Problem } from './problem';
import { fromBase64, fromJson, LAST_SECOND, member, toBase64 } from './text';
import { COSIGNER_TYPE, isKeyName, type Vkey, vkeyOf } from './vkey';

/** The newest checkpoint of a log that was cosigned, as it was returned; `time` in seconds. */
export interface Seen {
  readonly size: number;
  readonly root: string;
  readonly time: number;
  readonly checkpoint: string;
}

/** The key of a witness. */
export interface WitnessKey {
  readonly vkey: Vkey;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** A witness's directory; `remember` returns once the state lies on the disk. */
export interface WitnessState {
  readonly key: WitnessKey;
  readonly seen: (origin: string) => Seen | undefined;
  readonly origins: () => string[];
  readonly lastTime: () => number;
  readonly remember: (origin: string, seen: Seen) => void;
}

/** Opens the directory, and makes key and state on the first start; throws a problem when either is damaged. */
export function openState(directory: string, name: string | undefined): WitnessState {
  const files = { key: join(directory, 'key.json'), state: join(directory, 'state.json') };
  makeDirectory(directory);
  refuseSecondWitness(join(directory, 'lock'));
  const isNew = !existsSync(files.key) && !existsSync(files.state);
  if (isNew) writeDurably(directory, files.state, stateText(new Map()));
  const logs = readState(files.state);
  // A first start may have ended between the two files; a witness with a past but no key has lost it.
  if (!existsSync(files.key)) {
    if (logs.size > 0)
      throw new Problem(`${files.key} is missing: this witness has cosigned before, with that key`);
    writeDurably(directory, files.key, newKeyText(name));
  }
  const key = readKey(files.key);
  if (name !== undefined && name !== key.vkey.name) {
    throw new Problem(
      `this witness is called ${key.vkey.name}; another name needs another directory and key`,
    );
  }
  return {
    key,
    seen: (origin) => logs.get(origin),
    origins: () => [...logs.keys()],
    lastTime: () => Math.max(0, ...[...logs.values()].map(({ time }) => time)),
    remember(origin, seen) {
      writeDurably(directory, files.state, stateText(new Map([...logs, [origin, seen]])));
      logs.set(origin, seen);
    },
  };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Problem(`the directory ${directory} cannot be made`, { cause: error });
  }
}

/** Two witnesses that remember apart could sign two histories with one key. */
function refuseSecondWitness(path: string): void {
  const pid = existsSync(path) ? Number(read(path)) : 0;
  if (pid > 0 && pid !== process.pid && !endsSoon(pid)) {
    throw new Problem(`another witness already works in this directory (process ${pid})`);
  }
  try {
    writeFileSync(path, String(process.pid), { mode: 0o600 });
  } catch (error) {
    throw new Problem(`${path} cannot be written`, { cause: error });
  }
}

/** One whose county was killed a moment ago is about to end. */
function endsSoon(pid: number): boolean {
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 15 && isWitness(pid); tries += 1) Atomics.wait(nothing, 0, 0, 100);
  return !isWitness(pid);
}

/** After a kill the number of a process may belong to somebody else. */
function isWitness(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('witness');
  } catch {
    return false;
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

function newKeyText(name: string | undefined): string {
  const chosen = name ?? `witness/${randomBytes(4).toString('hex')}`;
  if (!isKeyName(chosen))
    throw new Problem(`“${chosen}” cannot be the name of a witness: no spaces, no plus sign`);
  const seed = randomBytes(32);
  const { vkey } = keyOf(chosen, seed);
  return `${JSON.stringify({ name: chosen, vkey: vkey.text, seed: toBase64(seed) }, null, 2)}\n`;
}

function readKey(path: string): WitnessKey {
  const json = fromJson(read(path));
  const [name, text, encoded] = [member(json, 'name'), member(json, 'vkey'), member(json, 'seed')];
  const seed = typeof encoded === 'string' ? fromBase64(encoded) : null;
  const key = typeof name === 'string' && isKeyName(name) && seed?.length === 32 ? keyOf(name, seed) : null;
  if (key === null || key.vkey.text !== text) throw new Problem(`${path} is damaged; put back a copy of it`);
  return key;
}

function keyOf(name: string, seed: Uint8Array): WitnessKey {
  const { publicKey, sign } = signingKey(seed);
  return { vkey: vkeyOf(name, COSIGNER_TYPE, publicKey), sign };
}

function stateText(logs: ReadonlyMap<string, Seen>): string {
  return `${JSON.stringify({ version: 1, logs: Object.fromEntries(logs) }, null, 2)}\n`;
}

function readState(path: string): Map<string, Seen> {
  const json = fromJson(read(path));
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
