import { type Kept, keepLatest } from '../platform/keep-latest';

/** Proof files in memory: each is made once, and one that is not there yet is asked for at most once a second. */
const PROOFS_KEPT = 4000;
const FRESH_MS = 1000;

/** Reads a proof; undefined while its leaf is not in the log. */
export type ReadProof = (hash: string) => Promise<Uint8Array | undefined>;

/** A reader over `read` that a whole village may ask at the same moment. */
export function proofReader(read: ReadProof, nowMs: () => number): ReadProof {
  const made = keepLatest<Uint8Array>(PROOFS_KEPT);
  const asked = keepLatest<{ at: number; answer: Promise<Uint8Array | undefined> }>(PROOFS_KEPT);
  return async (hash) => made.get(hash) ?? (await asking(hash, asked, read, made, nowMs()));
}

function asking(
  hash: string,
  asked: Kept<{ at: number; answer: Promise<Uint8Array | undefined> }>,
  read: ReadProof,
  made: Kept<Uint8Array>,
  at: number,
): Promise<Uint8Array | undefined> {
  const before = asked.get(hash);
  if (before && at - before.at < FRESH_MS) return before.answer;
  const answer = read(hash);
  asked.set(hash, { at, answer });
  void answer.then(
    (file) => {
      if (file) made.set(hash, file);
    },
    // Whoever asked is told; the next one asks again.
    () => asked.set(hash, { at: at - FRESH_MS, answer }),
  );
  return answer;
}
