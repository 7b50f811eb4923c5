/** Whose word is taken for the log, out of the keys that the app has pinned. */
import { toHex } from '../crypto/bytes';
import type { LogPolicy } from './checkpoint';
import { readVerifierKey, type NoteKey, type SignatureType } from './note';
import type { LogTrust } from './trust';

/** Which cosignatures make a checkpoint seen: the part of the trust that may change while a log is written. */
export type WitnessTrust = Pick<LogTrust, 'witnesses' | 'quorum'>;

/** Whether enough of the witnesses are among these cosigners, who are verifier keys. */
export function isSeenBy(cosigners: readonly string[], { witnesses, quorum }: WitnessTrust): boolean {
  return witnesses.filter((witness) => cosigners.includes(witness)).length >= quorum;
}

/**
 * The policy that these keys say, or null where one is no key of its kind, two parties have one key (whoever cosigns as
 * two, or as the county and as an outsider, is still one), or more witnesses are asked than named.
 */
export function policyOf({ logs, clock, witnesses, quorum }: LogTrust): LogPolicy | null {
  const policy = {
    logs: logs.flatMap((key) => read(key, 'note')),
    clock: read(clock, 'cosignature')[0],
    witnesses: witnesses.flatMap((key) => read(key, 'cosignature')),
    quorum,
  };
  const isWhole = policy.logs.length === logs.length && policy.witnesses.length === witnesses.length;
  return isWhole &&
    policy.clock &&
    !shareKeys(policy.logs, [policy.clock, ...policy.witnesses]) &&
    quorum <= witnesses.length
    ? { ...policy, clock: policy.clock }
    : null;
}

/** Whether a party among the cosigners has the key of another one, or of a log; a county keeps its key for all its logs. */
export function shareKeys(logs: readonly NoteKey[], cosigners: readonly NoteKey[]): boolean {
  const ofLogs = new Set(logs.map(({ publicKey }) => toHex(publicKey)));
  const all = new Set([...ofLogs, ...cosigners.map(({ publicKey }) => toHex(publicKey))]);
  return all.size < ofLogs.size + cosigners.length;
}

function read(text: string, type: SignatureType): NoteKey[] {
  const key = readVerifierKey(text);
  return key?.type === type ? [key] : [];
}
