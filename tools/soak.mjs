// `npm run soak`, some hours: more kills, more runs of every property, more faults in the store, then the benchmarks in
// small sizes.
import { install, run } from './install.mjs';

await install();

const JEST = [
  ...['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'],
  ...['--ci', '--maxWorkers=100%'],
];

/** Ends with the exit code of the first program that fails. */
async function must(program, env = {}) {
  const code = await run(process.execPath, program, { env: { ...process.env, ...env } });
  if (code !== 0) process.exit(code);
}

const slow = ['test/laws', 'test/local/durability', 'test/contracts', 'test/notice/schedule'];
const all = ['--selectProjects', 'node', '--testTimeout', '3000000', '--testPathPatterns', ...slow];
await must([...JEST, ...all], {
  ...{ SOAK_KILLS: '40', SOAK_SEQUENCER_KILLS: '200' },
  ...{ SOAK_TIMES: '20', SOAK_LIVES: '100' },
});
// Each run draws its own seed and prints it.
for (let i = 0; i < 20; i += 1) {
  const FAULT_SEED = String(Math.floor(Math.random() * 1e9));
  await must([...JEST, '--selectProjects', 'faulty'], { SOAK_FAULTS: 'yes', FAULT_SEED });
}
await must(['tools/build-miniapp.mjs', 'h5']);
await must(['tools/build-miniapp.mjs', 'weapp']);
await must(['tools/package.mjs']);
await must([...JEST, '--selectProjects', 'soak', '--testTimeout', '600000']);
