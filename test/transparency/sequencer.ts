import { sequence } from '#functions/transparency/jobs';
import type { LogKeys, LogSetup } from '#functions/transparency/log-platform';
import { publicApp } from '#functions/public';
import { type Apps, platformOf } from '#local/boundaries';
import { utf8 } from '#shared/crypto/utf8';
import type { LogPolicy } from '#shared/transparency/checkpoint';
import { leafProof } from '#shared/transparency/contract';
import { policyOf } from '#shared/transparency/policy';
import { openProof, type ProofFlaw, type ProvenLeaf } from '#shared/transparency/proof';
import type { LogTrust } from '#shared/transparency/trust';
import type { TestCounty } from '#test/setup';
import { openTestLog, type TestWitness } from './witness';

/** A county's log under other settings: its schedule, and its proofs as a process started with them reads them. */
export interface OpenedLog {
  keys: LogKeys;
  policy: LogPolicy;
  /** What the app pins then. */
  trust: LogTrust;
  /** The county's boundaries, with `public` as it is deployed then. */
  apps: () => Apps;
  run: () => Promise<number>;
  /** The proof of a leaf, held against what this log's app pins; undefined while there is none. */
  prove: (leaf: string) => Promise<ProvenLeaf | ProofFlaw | undefined>;
}

/** Opens the county's log anew, as its functions do when they are deployed with other settings. */
export function reopened(
  county: TestCounty,
  changes: Partial<LogSetup> = {},
  witnesses: readonly TestWitness[] = [county.witness],
): OpenedLog {
  const { log: logSeed, clock: clockSeed } = county.wiring.secrets;
  const { keys, trust } = openTestLog(witnesses, { logSeed, clockSeed, ...changes });
  const policy = policyOf(trust)!;
  const apps = () => ({
    ...county.apps,
    public: publicApp({ ...platformOf(county.wiring, 'public'), logNumber: keys.number }),
  });
  return {
    keys,
    policy,
    trust,
    apps,
    run: () =>
      sequence({ ...platformOf(county.wiring, 'jobs'), transparency: keys, signed: county.wiring.signed }),
    prove: async (leaf) => {
      const { text, status } = await county.through(apps()).send(leafProof, { params: { leaf } });
      return status === 200 ? openProof(utf8(text), policy) : undefined;
    },
  };
}
