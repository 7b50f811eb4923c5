// `npm run soak`: the slow runs of fault tests: more kills, more runs of every property.
import { install, run } from './install.mjs';

await install();
const code = await run(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--ci',
    '--selectProjects',
    'node',
    '--testPathPatterns',
    'test/laws',
    'test/local/durability',
    'test/contracts',
    '--testTimeout',
    '3000000',
  ],
  { env: { ...process.env, SOAK_KILLS: '40', SOAK_RUNS: '2000' } },
);
process.exit(code);
