import { type Kept, keepLatest } from '../platform/keep-latest';

/** Proof files in memory: one that is not there yet is asked for at most once a second. */
const PROOFS_KEPT = 4000;
const FRESH_MS = 1000;
/** For how long one that was made is served: it is cosigned anew when the county's witnesses change. */
const MADE_MS = 600_000;

/** Reads a proof; undefined while its leaf is not in the log. */
export type ReadProof = (hash: string) => Promise<Uint8Array | undefined>;

interface Asked {
  readonly at: number;
  readonly answer: Promise<Uint8Array | undefined>;
  /** Whether there was a file. */
  readonly isMade: boolean;
}

/** A reader over `read` that a whole village may ask at the same moment. */
export function proofReader(read: ReadProof, nowMs: () => number): ReadProof {
  const asked = keepLatest<Asked>(PROOFS_KEPT);
  return (hash) => {
    const before = asked.get(hash);
    const at = nowMs();
    if (before && at - before.at < (before.isMade ? MADE_MS : FRESH_MS)) return before.answer;
    return asking(hash, asked, read, at);
  };
}

function asking(
  hash: string,
  asked: Kept<Asked>,
  read: ReadProof,
  at: number,
): Promise<Uint8Array | undefined> {
  const answer = read(hash);
  asked.set(hash, { at, answer, isMade: false });
  answer.then(
    (file) => asked.set(hash, { at, answer, isMade: file !== undefined }),
    // Whoever asked is told; the next one asks again.
    () => asked.set(hash, { at: at - FRESH_MS, answer, isMade: false }),
  );
  return answer;
}
