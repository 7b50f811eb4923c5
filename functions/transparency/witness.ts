import { toBase64 } from '#shared/crypto/bytes';
import { CLOCKS_APART, cosignedAt } from '#shared/transparency/checkpoint';
import { readNote, writeNote } from '#shared/transparency/note';
import type { Witness } from './log-platform';

/**
 * What a witness answered: its signature line; nothing that helps; that it has seen a longer log than ours; or that
 * it has seen another one; or a signature whose time is not ours.
 */
export type WitnessAnswer = { line: string } | 'none' | 'ahead' | 'sideways' | 'other-time';

/** What is put before a witness. */
export interface Submission {
  /** The signed checkpoint. */
  readonly note: string;
  readonly size: number;
  /** The size it is thought to have seen last. */
  readonly older: number;
  /** Seconds. */
  readonly now: () => number;
  /** The consistency proof from a size the log has had. */
  readonly prove: (older: number) => Promise<readonly Uint8Array[]>;
}

/** Asks a witness to cosign (C2SP tlog-witness); told another size, it is asked once more from there. */
export async function askWitness(witness: Witness, submission: Submission): Promise<WitnessAnswer> {
  const first = await post(witness, submission);
  if (first?.status !== 409) return answerOf(witness, submission, first);
  const seen = sizeIn(first);
  if (seen === undefined) return 'none';
  if (seen > submission.size) return 'ahead';
  const again = { ...submission, older: seen };
  const second = await post(witness, again);
  // The same size refused again is another root of that size; another size is somebody else who asked meanwhile.
  if (second?.status === 409) return sizeIn(second) === seen ? 'sideways' : 'none';
  return answerOf(witness, again, second);
}

type Posted = Awaited<ReturnType<Witness['post']>>;

async function post(witness: Witness, { note, older, prove }: Submission): Promise<Posted> {
  const lines = [`old ${older}`, ...(await prove(older)).map(toBase64)];
  return witness.post(`${lines.join('\n')}\n\n${note}`);
}

function sizeIn(answer: NonNullable<Posted>): number | undefined {
  const digits = /^(0|[1-9]\d{0,15})\n$/.exec(answer.body)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The line among its answer that is its signature of this very checkpoint, or that our proof leads elsewhere. */
function answerOf({ key }: Witness, { note, now }: Submission, answer: Posted): WitnessAnswer {
  if (answer?.status === 422) return 'sideways';
  const text = readNote(note)?.text;
  if (answer?.status !== 200 || text === undefined) return 'none';
  for (const line of answer.body.split(/(?<=\n)/)) {
    const time = cosigned(text, line, key);
    if (typeof time === 'number') return Math.abs(time - now()) > CLOCKS_APART ? 'other-time' : { line };
  }
  return 'none';
}

function cosigned(text: string, line: string, key: Witness['key']): number | null | false {
  const note = readNote(writeNote(text, [line]));
  return note && cosignedAt(note, key);
}
