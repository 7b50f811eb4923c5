import type { SigningKey } from '#shared/crypto/ed25519';
import { type NoteKey, verifierKey } from '#shared/transparency/note';
import { policyOf, type WitnessTrust } from '#shared/transparency/policy';
import type { LogTrust } from '#shared/transparency/trust';
import { opensslKey } from '../platform/openssl';
import type { Platform } from '../platform/platform';
import type { TextStore } from '../platform/texts';

/** A witness as it is asked: another office or an outside server (C2SP tlog-witness). */
export interface Witness {
  readonly key: NoteKey;
  readonly verifierKey: string;
  /** Posts to its `add-checkpoint`; null when it does not answer. */
  readonly post: (body: string) => Promise<{ status: number; body: string } | null>;
}

/** The log a county writes now. */
export interface LogKeys {
  /** Which one: a log whose tables were restored to an older time is followed by the next number. */
  readonly number: number;
  /** Its origin and key name, `<host>/log<number>`. */
  readonly origin: string;
  readonly key: SigningKey;
  readonly clock: { readonly name: string; readonly key: SigningKey };
  readonly witnesses: readonly Witness[];
  /** Whose cosignatures are asked. */
  readonly trust: WitnessTrust;
}

/** What the sequencer stands on. */
export interface SequencerPlatform extends Platform {
  transparency: LogKeys;
  /** Where the newest signed head is kept once more, outside the tables. */
  signed: TextStore;
}

/** What a county says of its log: where it is named after, its seeds, and whom it asks. */
export interface LogSetup {
  /** The public host name of the county. */
  readonly host: string;
  readonly number: number;
  readonly logSeed: Uint8Array;
  readonly clockSeed: Uint8Array;
  readonly witnesses: readonly { readonly verifierKey: string; readonly address: string }[];
  readonly quorum: number;
}

/** The log's keys, and what everybody pins of them. */
export function openLog(
  setup: LogSetup,
  post: (url: string, body: string) => ReturnType<Witness['post']>,
): { keys: LogKeys; trust: LogTrust } {
  const { host, number, quorum } = setup;
  const key = opensslKey(setup.logSeed);
  const clock = { name: `${host}/clock`, key: opensslKey(setup.clockSeed) };
  const nameOf = (n: number) => `${host}/log${n}`;
  const trust: LogTrust = {
    logs: Array.from({ length: number }, (_, i) =>
      verifierKey({ name: nameOf(i + 1), type: 'note', publicKey: key.publicKey }),
    ),
    clock: verifierKey({ name: clock.name, type: 'cosignature', publicKey: clock.key.publicKey }),
    witnesses: setup.witnesses.map((witness) => witness.verifierKey),
    quorum,
  };
  const policy = policyOf(trust);
  if (!policy)
    throw new RangeError('the log has keys that are none or the same, or asks more witnesses than it has');
  const witnesses = policy.witnesses.map((witness, i) => ({
    key: witness,
    verifierKey: verifierKey(witness),
    post: (body: string) => post(`${setup.witnesses[i]?.address ?? ''}/add-checkpoint`, body),
  }));
  const asked = { witnesses: witnesses.map((one) => one.verifierKey), quorum };
  return { keys: { number, origin: nameOf(number), key, clock, witnesses, trust: asked }, trust };
}
