// `npm run check`: format, types (three runs), lint with the import table, unused code. Says what failed, and all of it.
import { spawnSync } from 'node:child_process';
import { ROOT } from './install.mjs';

const BIN = `${ROOT}node_modules/.bin/`;
const CHECKS = [
  ['format', 'biome', ['format', '.']],
  ['tokens', process.execPath, ['tools/tokens.mjs', '--check']],
  ['types of shared', 'tsc', ['-p', 'shared']],
  ['types of server and tests', 'tsc', ['-p', '.']],
  ['types of the mini-program', 'tsc', ['-p', 'miniapp']],
  [
    'lint and import table',
    'eslint',
    ['--max-warnings=0', '--cache', '--cache-location', '.build/eslint', '.'],
  ],
  ['unused code', 'knip', []],
];

/** Runs every check; answers how many passed and failed. */
export function check() {
  let failed = 0;
  for (const [name, program, args] of CHECKS) {
    const path = program.startsWith('/') ? program : BIN + program;
    const started = Date.now();
    const result = spawnSync(path, args, { cwd: ROOT, encoding: 'utf8' });
    const passed = result.status === 0;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
    if (!passed) {
      failed += 1;
      process.stdout.write(`${result.stdout}${result.stderr}${result.error ? result.error.message : ''}\n`);
    }
  }
  return { passed: CHECKS.length - failed, failed };
}

if (process.argv[1]?.endsWith('check.mjs')) process.exit(check().failed === 0 ? 0 : 1);
