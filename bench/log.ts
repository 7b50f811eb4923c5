import { performance } from 'node:perf_hooks';
import type { Dynamo } from '#functions/platform/dynamo';
import { enterLeaf } from '#functions/transparency/pending-items';
import { type SequencerPlatform, sequence } from '#functions/transparency/jobs';
import { openLog } from '#functions/transparency/log-platform';
import { readProofParts } from '#functions/transparency/store';
import { toBase64url } from '#shared/crypto/bytes';
import { leafHash } from '#shared/crypto/merkle';
import { sha256 } from '#shared/crypto/hash';
import { utf8 } from '#shared/crypto/utf8';
import { encodeLeaf, type Leaf, structureLeaf } from '#shared/transparency/leaf';
import { writeProof } from '#shared/transparency/proof';
import { testWitness } from '#test/transparency/witness';
import { COUNTY, openCounty } from './county';
import { median, type Report } from './figures';
import { onPhone } from './jitless';

/** A county's log from its first leaf on: written, proved leaf by leaf, and a proof checked as a phone does. */
export async function measureLog(report: Report, leaves: number, proofs: number): Promise<void> {
  const county = await openCounty();
  try {
    const all = Array.from({ length: leaves }, (_, i) =>
      structureLeaf('close', COUNTY, utf8(`leaf ${i}`), 0),
    );
    await enter(county.dynamo, all);
    const { platform, trust } = sequencerOn(county.dynamo);
    const started = performance.now();
    let entered = 0;
    for (let now = await sequence(platform); now > 0; now = await sequence(platform)) entered += now;
    if (entered !== leaves) throw new Error(`${entered} leaves were entered`);
    report('log.append10k.s', (performance.now() - started) / 1000, 's');
    const file = await measureProofs(county.dynamo, all, proofs, report);
    const input = JSON.stringify({ proof: toBase64url(file), trust });
    const said = await onPhone<{ ms: number }>('phone', { jitless: true, input });
    report('log.phone.jitless_ms', said.ms, 'ms');
  } finally {
    await county.close();
  }
}

async function enter(dynamo: Dynamo, leaves: readonly Leaf[]): Promise<void> {
  for (let at = 0; at < leaves.length; at += 50) {
    await dynamo.transact(leaves.slice(at, at + 50).flatMap(enterLeaf));
  }
}

/** The schedule as it is deployed, with a witness that answers at once. */
function sequencerOn(dynamo: Dynamo) {
  const now = () => Math.floor(Date.now() / 1000);
  const witness = testWitness(now);
  const { keys, trust } = openLog(
    {
      host: 'bench.test',
      number: 1,
      logSeed: sha256(utf8('log')),
      clockSeed: sha256(utf8('clock')),
      witnesses: [{ verifierKey: witness.verifierKey, address: '' }],
      quorum: 1,
    },
    witness.post,
  );
  const platform: SequencerPlatform = {
    county: COUNTY,
    stage: 'deployed',
    dynamo,
    prepared: () => Promise.resolve([]),
    authenticate: () => Promise.resolve(undefined),
    now,
    random: (bytes) => new Uint8Array(bytes),
    log: () => undefined,
    transparency: keys,
    signed: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
  };
  return { platform, trust };
}

/** Makes proofs of leaves all over the log, each from the tables; answers the last. */
async function measureProofs(
  dynamo: Dynamo,
  leaves: readonly Leaf[],
  proofs: number,
  report: Report,
): Promise<Uint8Array> {
  const times: number[] = [];
  let file = new Uint8Array(0);
  for (let i = 0; i < proofs; i += 1) {
    const leaf = leaves[Math.floor((i * leaves.length) / proofs)];
    const hash = leaf ? toBase64url(leafHash(encodeLeaf(leaf))) : '';
    const started = performance.now();
    const parts = await readProofParts(dynamo, 1, hash);
    if (!parts) throw new Error('a leaf has no proof');
    file = new Uint8Array(writeProof(parts));
    times.push(performance.now() - started);
  }
  report('log.proof.ms', median(times), 'ms');
  return file;
}
