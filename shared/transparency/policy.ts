/** Whose word is taken for the log, out of the keys that the app has pinned. */
import type { LogPolicy } from './checkpoint';
import { readVerifierKey, type NoteKey, type SignatureType } from './note';
import type { LogTrust } from './trust';

/** Which cosignatures make a checkpoint seen: the part of the trust that may change while a log is written. */
export type WitnessTrust = Pick<LogTrust, 'witnesses' | 'quorum'>;

/** Whether enough of the witnesses are among these cosigners, who are verifier keys. */
export function isSeenBy(cosigners: readonly string[], { witnesses, quorum }: WitnessTrust): boolean {
  return witnesses.filter((witness) => cosigners.includes(witness)).length >= quorum;
}

/** The policy that these keys say, or null where one is no key of its kind, or more witnesses are asked than named. */
export function policyOf({ logs, clock, witnesses, quorum }: LogTrust): LogPolicy | null {
  const policy = {
    logs: logs.flatMap((key) => read(key, 'note')),
    clock: read(clock, 'cosignature')[0],
    witnesses: witnesses.flatMap((key) => read(key, 'cosignature')),
    quorum,
  };
  const isWhole = policy.logs.length === logs.length && policy.witnesses.length === new Set(witnesses).size;
  return isWhole && policy.clock && quorum <= witnesses.length ? { ...policy, clock: policy.clock } : null;
}

function read(text: string, type: SignatureType): NoteKey[] {
  const key = readVerifierKey(text);
  return key?.type === type ? [key] : [];
}
