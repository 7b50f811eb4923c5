// `npm test`: installs when needed, then everything on two processors. The last line is `N passed, N failed`.
import { readFileSync, rmSync } from 'node:fs';
import { install, ROOT, run } from './install.mjs';

await install();
const { packageCloud } = await import('./package.mjs');
const { check } = await import('./check.mjs');
const { buildH5WhenStale } = await import('./build-when-stale.mjs');
// The linter takes one processor for longer than all other checks take the second: the builds follow those at once.
const total = await check([
  async () => (await run(process.execPath, ['tools/build-miniapp.mjs', 'weapp'])) === 0,
  // A site that is built already was built without a warning, of exactly what is there now.
  buildH5WhenStale,
  async () => (await packageCloud()) === 0,
]);

const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--ci'];

/** Runs jest on all processors and adds its counts; a run that dies without a report counts as one failure. */
async function jest(name, projects) {
  process.stdout.write(`\n${name}\n`);
  const report = `${ROOT}.build/${name.replaceAll(' ', '-')}.json`;
  rmSync(report, { force: true });
  const how = ['--maxWorkers=100%', '--json', `--outputFile=${report}`];
  await run(process.execPath, [...JEST, ...how, '--selectProjects', ...projects]);
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    total.passed += numPassedTests;
    total.failed += numFailedTests + numRuntimeErrorTestSuites;
  } catch {
    total.failed += 1;
  }
}

// What the API tests ask of the database is written down, for the test of the packaged roles.
rmSync(`${ROOT}.build/calls`, { recursive: true, force: true });
await jest('unit, API, faults and laws', ['node', 'page', 'faulty']);
await jest('builds', ['builds']);
await jest('browser', ['browser']);

process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
