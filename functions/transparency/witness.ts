import { toBase64 } from '#shared/crypto/bytes';
import { cosignedAt } from '#shared/transparency/checkpoint';
import { readNote, writeNote } from '#shared/transparency/note';
import type { Witness } from './log-platform';

/** What a witness answered: its signature line, nothing that helps, or that it has seen a longer log than ours. */
export type WitnessAnswer = { line: string } | 'none' | 'ahead';

/** What is put before a witness. */
export interface Submission {
  /** The signed checkpoint. */
  readonly note: string;
  readonly size: number;
  /** The size it is thought to have seen last. */
  readonly older: number;
  /** The consistency proof from a size the log has had. */
  readonly prove: (older: number) => Promise<readonly Uint8Array[]>;
}

/** Asks a witness to cosign (C2SP tlog-witness); told another size, it is asked once more from there. */
export async function askWitness(witness: Witness, submission: Submission): Promise<WitnessAnswer> {
  const first = await post(witness, submission);
  if (first?.status !== 409) return lineOf(witness, submission, first);
  const seen = /^(0|[1-9]\d{0,15})\n$/.exec(first.body)?.[1];
  if (seen === undefined) return 'none';
  if (Number(seen) > submission.size) return 'ahead';
  const again = { ...submission, older: Number(seen) };
  return lineOf(witness, again, await post(witness, again));
}

async function post(witness: Witness, { note, older, prove }: Submission): ReturnType<Witness['post']> {
  const lines = [`old ${older}`, ...(await prove(older)).map(toBase64)];
  return witness.post(`${lines.join('\n')}\n\n${note}`);
}

/** The line among its answer that is its signature of this very checkpoint. */
function lineOf(
  { key }: Witness,
  { note }: Submission,
  answer: Awaited<ReturnType<Witness['post']>>,
): WitnessAnswer {
  const text = readNote(note)?.text;
  if (answer?.status !== 200 || text === undefined) return 'none';
  const line = answer.body.split(/(?<=\n)/).find((one) => typeof cosigned(text, one, key) === 'number');
  return line === undefined ? 'none' : { line };
}

function cosigned(text: string, line: string, key: Witness['key']): number | null | false {
  const note = readNote(writeNote(text, [line]));
  return note && cosignedAt(note, key);
}
