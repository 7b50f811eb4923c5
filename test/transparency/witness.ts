import { openLog } from '#functions/transparency/log-platform';
import type { LogKeys, LogSetup } from '#functions/transparency/log-platform';
import { fromBase64 } from '#shared/crypto/bytes';
import { verifyConsistency } from '#shared/crypto/merkle';
import { type Checkpoint, cosignCheckpoint, readCheckpointText } from '#shared/transparency/checkpoint';
import { readNote, verifierKey } from '#shared/transparency/note';
import type { LogTrust } from '#shared/transparency/trust';
import { WITNESS } from './keys';

/** A witness that remembers what it has cosigned, as another office's would (C2SP tlog-witness). */
export interface TestWitness {
  /** Stops answering while it is away. */
  isAway: boolean;
  /** What it has cosigned last, by origin. */
  seen: Map<string, Checkpoint>;
  verifierKey: string;
  post: (url: string, body: string) => Promise<{ status: number; body: string } | null>;
}

/** What a log puts before a witness. */
export function submitted(body: string) {
  const end = body.indexOf('\n\n');
  const [first = '', ...hashes] = body.slice(0, end).split('\n');
  const { text } = readNote(body.slice(end + 2))!;
  const proof = hashes.map((hash) => fromBase64(hash)!);
  return { older: Number(first.slice(4)), proof, text, checkpoint: readCheckpointText(text)! };
}

export function testWitness(now: () => number, { name, key } = WITNESS): TestWitness {
  const witness: TestWitness = {
    isAway: false,
    seen: new Map(),
    verifierKey: verifierKey({ name, type: 'cosignature', publicKey: key.publicKey }),
    post: (_, body) => {
      if (witness.isAway) return Promise.resolve(null);
      const { older, proof, text, checkpoint: next } = submitted(body);
      const last = witness.seen.get(next.origin);
      if (older !== (last?.size ?? 0)) {
        return Promise.resolve({ status: 409, body: `${last?.size ?? 0}\n` });
      }
      if (last && !verifyConsistency(last.size, next.size, last.root, next.root, proof))
        return Promise.resolve({ status: 422, body: '' });
      witness.seen.set(next.origin, next);
      return Promise.resolve({
        status: 200,
        body: cosignCheckpoint(text, name, key, now()),
      });
    },
  };
  return witness;
}

/** A county's log of a test, with one witness or several. */
export function openTestLog(
  witness: TestWitness | readonly TestWitness[],
  changes: Partial<LogSetup> = {},
): { keys: LogKeys; trust: LogTrust } {
  const witnesses = [witness].flat();
  const addressOf = (one: TestWitness) => `http://witness.test/${witnesses.indexOf(one)}`;
  return openLog(
    {
      host: 'county.test',
      number: 1,
      logSeed: new Uint8Array(32).fill(71),
      clockSeed: new Uint8Array(32).fill(72),
      witnesses: witnesses.map((one) => ({ verifierKey: one.verifierKey, address: addressOf(one) })),
      quorum: 1,
      ...changes,
    },
    async (url, body) => {
      const asked = witnesses.find((one) => url.startsWith(addressOf(one)));
      return asked?.post(url, body) ?? null;
    },
  );
}
