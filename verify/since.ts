/** Whether a log of today continues the one of a checkpoint that was saved. */
import { type Checkpoint, parseCheckpoint } from './checkpoint';
import { signedBy } from './cosignature';
import type { Fetch } from './fetching';
import { isSameHash, provesConsistency } from './merkle';
import { parseNote } from './note';
import { Problem } from './problem';
import { hashesFrom } from './served-log';
import { consistencyProof } from './tree';
import type { Vkey } from './vkey';

/** Reads a saved checkpoint; the log must have signed it, whoever else has. */
export function openSaved(bytes: Uint8Array, log: Vkey): Checkpoint {
  const note = parseNote(bytes);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== log.name) {
    throw new Problem(
      `it is of the log “${checkpoint.origin}”, and the log asked about is “${log.name}”; an earlier one is named with --log`,
    );
  }
  if (signedBy(note, log) === null) throw new Problem(`no line is a signature of the log ${log.name}`);
  return checkpoint;
}

/** Throws a problem when today's log does not begin with all that the older one held. */
export async function proveContinued(
  fetch: Fetch,
  address: string,
  older: Checkpoint,
  newer: Checkpoint,
): Promise<void> {
  if (older.size > newer.size) {
    throw new Problem(`the log went back: it had ${older.size} leaves and now has ${newer.size}`);
  }
  if (older.size === 0) return;
  if (older.size === newer.size) {
    if (isSameHash(older.root, newer.root)) return;
    throw new Problem(`the log was forked: two trees of ${older.size} leaves have different roots`);
  }
  const hashAt = hashesFrom(fetch, address, newer.size);
  const proof = await consistencyProof(older.size, newer.size, hashAt);
  if (!provesConsistency(older.size, newer.size, older.root, newer.root, proof)) {
    throw new Problem(
      `the log does not continue: its tiles do not lead from the saved root of ${older.size} leaves to that of ${newer.size}`,
    );
  }
}
