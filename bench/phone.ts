/** What a phone does with a proof, run without a compiler: reads the keys it has pinned and the file, and checks all. */
import { text } from 'node:stream/consumers';
import { performance } from 'node:perf_hooks';
import { bytesOf } from '#shared/crypto/bytes';
import { policyOf } from '#shared/transparency/policy';
import { openProof } from '#shared/transparency/proof';
import type { LogTrust } from '#shared/transparency/trust';
import { median } from './figures';

const TIMES = 15;

const input = JSON.parse(await text(process.stdin)) as { proof: string; trust: LogTrust };
const times: number[] = [];
for (let i = 0; i < TIMES; i += 1) {
  const started = performance.now();
  const policy = policyOf(input.trust);
  const proven = policy && openProof(bytesOf(input.proof), policy);
  if (!proven || typeof proven === 'string') throw new Error(`the proof does not hold: ${proven}`);
  times.push(performance.now() - started);
}
process.stdout.write(JSON.stringify({ ms: median(times) }));
