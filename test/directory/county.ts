import { AreaCode } from '#shared/area/code';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair } from '#shared/crypto/hpke';
import type { SentDirectory } from '#shared/directory/directory';
import { type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { type SignedHolder, signHolder } from '#shared/directory/holder';
import { DISCIPLINE, ELECTION } from '#shared/directory/office';
import { signRoot } from '#shared/directory/root';
import { signSnapshot } from '#shared/directory/snapshot';
import { ONLY } from '#shared/transparency/log-content';
import { commitmentOf, type Leaf, NO_NONCE, NO_PREV } from '#shared/transparency/leaf';
import { POLICY } from '#test/transparency/keys';
import { provenIn } from '#test/transparency/proofs';

/** An invented county with a county and a town discipline office, one officer each; keys from readable seeds. */
export const COUNTY = AreaCode.parse('990101000000');
export const TOWN = AreaCode.parse('990101101000');
export const TODAY = 20_780;

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const ROOT_SEED = seed(1);
export const DIRECTORY_SEED = seed(2);
const SERVICE_SEED = seed(3);
export const OFFICER = { id: 7, signSeed: seed(4), device: deriveKeyPair(seed(5)) };
export const TOWN_KEY = deriveKeyPair(seed(6));
const COUNTY_KEY = deriveKeyPair(seed(7));
export const ANCHOR = { county: COUNTY, rootPk: ed25519PublicKey(ROOT_SEED), log: POLICY };

export const townEntry: DirectoryEntry = {
  epoch: 1,
  firstDay: TODAY - 10,
  lastDay: TODAY + 300,
  office: { area: TOWN, kind: DISCIPLINE },
  level: 2,
  above: { area: COUNTY, kind: DISCIPLINE },
  name: '柳塘镇纪委',
  officePk: TOWN_KEY.publicKey,
  recoveryPks: [8, 9, 10].map((fill) => deriveKeyPair(seed(fill)).publicKey),
  officers: [
    {
      id: OFFICER.id,
      signPk: ed25519PublicKey(OFFICER.signSeed),
      devicePk: OFFICER.device.publicKey,
      maySign: true,
      mayHoldKey: true,
    },
  ],
};

export const countyEntry: DirectoryEntry = {
  ...townEntry,
  office: { area: COUNTY, kind: DISCIPLINE },
  level: 3,
  above: null,
  name: '棠水县纪委监委',
  officePk: COUNTY_KEY.publicKey,
};

/** Three people of the county's election office, who made the recovery keys of both entries; nobody's entry lists them. */
export const HOLDERS: readonly SignedHolder[] = [8, 9, 10].map((fill, i) => {
  const office = { area: COUNTY, kind: ELECTION } as const;
  const holder = { office, officer: 30 + fill, recoveryPk: deriveKeyPair(seed(fill)).publicKey };
  const signSeed = seed(30 + fill);
  const name = ['郑立新', '苗青', '贺秋生'][i] ?? '';
  return {
    ...{ ...holder, name },
    signPk: ed25519PublicKey(signSeed),
    signature: signHolder(holder, signSeed),
  };
});

/** The directory as it is served, in the log; parts may be changed to see them refused. */
export function sentDirectory(
  changes: { epoch?: number; day?: number; entries?: DirectoryEntry[] } = {},
): SentDirectory {
  const entries = (changes.entries ?? [townEntry, countyEntry]).map(encodeEntry);
  const signed = {
    root: signRoot(
      {
        area: COUNTY,
        directoryPk: ed25519PublicKey(DIRECTORY_SEED),
        firstDay: TODAY - 30,
        lastDay: TODAY + 400,
      },
      ROOT_SEED,
    ),
    snapshot: signSnapshot(
      {
        area: COUNTY,
        epoch: changes.epoch ?? 4,
        day: changes.day ?? TODAY,
        validDays: 30,
        servicePk: ed25519PublicKey(SERVICE_SEED),
        entryHashes: entries.map((entry) => sha256(entry)),
      },
      DIRECTORY_SEED,
    ),
    entries,
  };
  const [proof = null] = provenIn([snapshotLeaf(signed.snapshot)]);
  return { ...signed, proof };
}

/** The leaf of a snapshot, as the county's first. */
export function snapshotLeaf(snapshot: Uint8Array): Leaf {
  const commitment = commitmentOf(NO_NONCE, snapshot);
  return { kind: 'directory', area: COUNTY, id: ONLY, version: 1, time: 0, prev: NO_PREV, commitment };
}
