/** One witness at a time in a directory: two that remember apart could sign two histories with one key. */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { Problem } from './problem';
import { member } from './text';

/** A witness touches its lock so often while it lives; one untouched for so long belongs to nobody. */
const BEAT_MS = 500;
const WATCHED_MS = 5_000;
const LOOK_MS = 100;

/** A lock that is held, until somebody else takes it. */
export interface Lock {
  /** When the witness that held it before, and was killed, last touched it, in milliseconds; null where none was. */
  readonly leftAt: number | null;
  /** Throws a problem when it is another's by now: whoever was taken for dead signs nothing more. */
  readonly refuseLost: () => void;
  readonly release: () => void;
}

/**
 * Takes the lock of a directory. What is in it is known to this process alone, so no number of a process, which another
 * container may have too, decides whose it is. Throws a problem while another witness holds it.
 */
export function takeLock(path: string): Lock {
  const token = randomBytes(16).toString('hex');
  let leftAt: number | null = null;
  if (!isCreated(path, token)) {
    leftAt = awaitNobody(path);
    rmSync(path, { force: true });
    if (!isCreated(path, token)) throw taken(path);
  }
  const beat = setInterval(() => touch(path, token), BEAT_MS);
  beat.unref();
  return {
    leftAt,
    refuseLost() {
      if (contentOf(path) === token) return;
      throw new Problem(
        `${path} is not this witness’s any more: stop it, and let one witness alone work here`,
      );
    },
    release() {
      clearInterval(beat);
      if (contentOf(path) === token) rmSync(path, { force: true });
    },
  };
}

/** Only one of all that try makes the file. */
function isCreated(path: string, token: string): boolean {
  try {
    writeFileSync(path, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (member(error, 'code') === 'EEXIST') return false;
    throw new Problem(`${path} cannot be written`, { cause: error });
  }
}

/** Answers the last touch once the lock is gone or was left alone; one touch may be that of a witness that is ending. */
function awaitNobody(path: string): number | null {
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  let last = touchedAt(path);
  let touches = 0;
  for (let left = WATCHED_MS; left > 0 && last !== null; left -= LOOK_MS) {
    Atomics.wait(nothing, 0, 0, LOOK_MS);
    const now = touchedAt(path);
    if (now !== null && now !== last) {
      touches += 1;
      left = WATCHED_MS;
    }
    if (touches > 1) throw taken(path);
    last = now;
  }
  return last;
}

function taken(path: string): Problem {
  return new Problem(
    `another witness already works in this directory; if you are sure that none does, delete ${path} and start again`,
  );
}

function touch(path: string, token: string): void {
  try {
    const now = new Date();
    if (contentOf(path) === token) utimesSync(path, now, now);
  } catch {
    // Before the next signature it is said in words.
  }
}

function touchedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
