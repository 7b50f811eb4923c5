import { checkpointText, cosignCheckpoint, signCheckpoint } from '#shared/transparency/checkpoint';
import { writeNote } from '#shared/transparency/note';
import { isSeenBy, type WitnessTrust } from '#shared/transparency/policy';
import type { SequencerPlatform, Witness } from './log-platform';
import { askWitness, type Submission, type WitnessAnswer } from './witness';

/** A signed head with the cosignatures it has. */
export interface Checkpoint {
  readonly note: string;
  readonly size: number;
  /** When the log's clock cosigned it, in seconds. */
  readonly clock: number;
  /** The witnesses that have, as verifier keys in their order. */
  readonly cosigners: string[];
  /** When all witnesses were last asked, those too that had cosigned it, in seconds. */
  readonly asked: number;
  /** Since when no checkpoint was seen by enough witnesses, in seconds. */
  readonly unseenSince?: number | undefined;
  /** Whose cosignatures were asked. */
  readonly trust: WitnessTrust;
}

/** A head that stands, and the checkpoint before it. */
export interface Signing {
  readonly head: { readonly size: number; readonly root: Uint8Array };
  readonly before: Checkpoint | undefined;
  readonly prove: Submission['prove'];
}

/** After how long everybody is asked again, in seconds: who has seen a later log than ours says so. */
const ASK_AGAIN = 5 * 60;

/**
 * Signs a head, cosigns it with the clock's time, and asks the witnesses that have not cosigned it yet, and every few
 * minutes all; a head that was signed before keeps its signatures. Answers `contradicted` when a witness has seen another log.
 */
export async function signHead(
  p: SequencerPlatform,
  { head, before, prove }: Signing,
): Promise<Checkpoint | 'contradicted'> {
  const { origin, key, clock, trust } = p.transparency;
  const now = p.now();
  const text = checkpointText({ origin, ...head });
  const same = before?.note.startsWith(`${text}\n`) ? before : undefined;
  const own = [signCheckpoint(text, origin, key), cosignCheckpoint(text, clock.name, clock.key, now)];
  const note = same?.note ?? writeNote(text, own);
  const asksAll = !same || isAskedAgain(same, now);
  const answers = await ask(p, note, { head, before, prove }, asksAll ? [] : same.cosigners);
  if (answers.some(({ answer }) => contradicts(answer))) return 'contradicted';
  const added = answers.flatMap(({ witness, answer }) =>
    typeof answer === 'object' && !same?.cosigners.includes(witness.verifierKey)
      ? [{ by: witness.verifierKey, line: answer.line }]
      : [],
  );
  const cosigners = [...(same?.cosigners ?? []), ...added.map(({ by }) => by)].sort();
  return {
    note: note + added.map(({ line }) => line).join(''),
    size: head.size,
    clock: same?.clock ?? now,
    cosigners,
    asked: asksAll ? now : same.asked,
    unseenSince: isSeenBy(cosigners, trust) ? undefined : (unseenSince(before, trust) ?? now),
    trust,
  };
}

/** What is told of an answer that does not help. */
const WORDS = {
  ahead: { level: 'error', event: 'log-restored' },
  sideways: { level: 'error', event: 'log-restored' },
  none: { level: 'warn', event: 'log-not-witnessed' },
  'other-time': { level: 'warn', event: 'log-witness-clock' },
} as const;

interface Answered {
  readonly witness: Witness;
  readonly answer: WitnessAnswer;
}

/** Asks all witnesses but some; what does not help is told. */
async function ask(
  p: SequencerPlatform,
  note: string,
  { head: { size }, before, prove }: Signing,
  except: readonly string[],
): Promise<Answered[]> {
  const { number, witnesses } = p.transparency;
  const asked = witnesses.filter(({ verifierKey }) => !except.includes(verifierKey));
  return Promise.all(
    asked.map(async (witness) => {
      const older = before?.cosigners.includes(witness.verifierKey) ? before.size : 0;
      const answer = await askWitness(witness, { note, size, older, prove, now: p.now });
      if (typeof answer === 'string') {
        p.log({ ...WORDS[answer], log: number, witness: witness.key.name });
      }
      return { witness, answer };
    }),
  );
}

function contradicts(answer: WitnessAnswer): boolean {
  return answer === 'ahead' || answer === 'sideways';
}

/** Since when no checkpoint was seen, in seconds; undefined while the last one is. */
export function unseenSince(last: Checkpoint | undefined, trust: WitnessTrust): number | undefined {
  if (!last || isSeenBy(last.cosigners, trust)) return undefined;
  return last.unseenSince ?? last.clock;
}

/** Whether it is time to ask everybody again. */
export function isAskedAgain({ asked }: Checkpoint, now: number): boolean {
  return now - asked >= ASK_AGAIN;
}

/** Whether a checkpoint says all there is to say, as it was made before or under what is asked now. */
export function isSameCheckpoint(one: Checkpoint, other: Checkpoint | undefined): boolean {
  return one.note === other?.note && one.asked === other.asked && isSameTrust(one.trust, other.trust);
}

/** Whether the same witnesses are asked. */
export function isSameTrust(one: WitnessTrust, other: WitnessTrust): boolean {
  return one.quorum === other.quorum && one.witnesses.join() === other.witnesses.join();
}
