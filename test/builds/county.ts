import { publish } from '#functions/directory/items';
import { importAreas } from '#shared/area/contract';
import { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { sha256 } from '#shared/crypto/hash';
import { deriveKeyPair } from '#shared/crypto/hpke';
import { type DirectoryEntry, encodeEntry } from '#shared/directory/entry';
import { DISCIPLINE } from '#shared/directory/office';
import { signRoot } from '#shared/directory/root';
import { signSnapshot } from '#shared/directory/snapshot';
import { signedToWire } from '#shared/directory/wire';
import { dayOf } from '#shared/time';
import { snapshotLeaf } from '#test/directory/county';
import { directoryEntries, fixed, type RoundCounty, roundCounty } from '#test/recommendation/county';
import { appOf, COUNTY, START, TOWN, VILLAGE } from '#test/setup';
import type { Network } from './phone';

const OFFICER_SEED = fixed('discipline officer');
const DIRECTORY_SEED = fixed('directory key');

/** A discipline office with one officer. */
function discipline(area: typeof COUNTY, level: 2 | 3, name: string): DirectoryEntry {
  return {
    epoch: 1,
    firstDay: dayOf(START) - 10,
    lastDay: dayOf(START) + 300,
    office: { area, kind: DISCIPLINE },
    level,
    above: level === 2 ? { area: COUNTY, kind: DISCIPLINE } : null,
    name,
    officePk: deriveKeyPair(fixed(`office ${name}`)).publicKey,
    recoveryPks: ['r1', 'r2', 'r3'].map((seed) => deriveKeyPair(fixed(seed)).publicKey),
    officers: [
      {
        id: 900 + level,
        signPk: ed25519PublicKey(OFFICER_SEED),
        devicePk: deriveKeyPair(fixed('device')).publicKey,
        maySign: true,
        mayHoldKey: true,
      },
    ],
  };
}

/** A county whose phones accept its directory: signed under the root that the build trusts. */
export async function phoneCounty(): Promise<RoundCounty> {
  const county = await roundCounty();
  const { secrets } = county.wiring;
  const entries = [
    discipline(COUNTY, 3, '县纪委监委'),
    discipline(TOWN, 2, '镇纪委'),
    ...directoryEntries(),
  ].map(encodeEntry);
  const today = dayOf(START);
  const directoryPk = ed25519PublicKey(DIRECTORY_SEED);
  const root = signRoot({ area: COUNTY, directoryPk, firstDay: today, lastDay: today + 365 }, secrets.root);
  const snapshot = signSnapshot(
    {
      area: COUNTY,
      epoch: 1,
      day: today,
      validDays: 30,
      servicePk: ed25519PublicKey(secrets.service),
      entryHashes: entries.map((entry) => sha256(entry)),
    },
    DIRECTORY_SEED,
  );
  const signed = signedToWire({ root, snapshot, entries });
  await county.dynamo.transact(publish(COUNTY, signed, { ...snapshotLeaf(snapshot), area: COUNTY }));
  await county.enterLog();
  const founder = await county.staff('county', COUNTY);
  const areas = [
    { code: COUNTY, name: '测试县', level: 'county' as const },
    { code: TOWN, name: '测试镇', level: 'town' as const },
    { code: AreaCode.parse(VILLAGE), name: '测试村', level: 'village' as const },
  ];
  await county.must(importAreas, { params: { area: COUNTY }, body: { from: 0, areas } }, founder);
  return county;
}

/** The network of a phone: its hosts are the county's apps, entered by request. */
export function networkOf(county: RoundCounty): { network: Network; sent: { url: string; body: string }[] } {
  const sent: { url: string; body: string }[] = [];
  const host = 'https://county.test';
  const trust = {
    county: COUNTY,
    rootPk: toBase64url(ed25519PublicKey(county.wiring.secrets.root)),
    log: county.logTrust,
    hosts: { api: host, ballotbox: host, tipline: host },
    demo: false,
  };
  const network: Network = async ({ url, method, header, data }) => {
    if (url === '/trust.json') return { statusCode: 200, header: {}, data: JSON.stringify(trust) };
    sent.push({ url, body: data ?? '' });
    const path = new URL(url).pathname;
    const response = await appOf(county.apps, path).request(
      new Request(url, { method, headers: header, ...(data === undefined ? {} : { body: data }) }),
    );
    return {
      statusCode: response.status,
      header: Object.fromEntries(response.headers),
      data: await response.text(),
    };
  };
  return { network, sent };
}
