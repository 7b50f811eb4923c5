// `npm run check`: format, types (three runs), lint with the import table, unused code. Says what failed, and all of it.
import { spawn } from 'node:child_process';
import { ROOT } from './install.mjs';

const BIN = `${ROOT}node_modules/.bin/`;
// The longest first: two run at a time.
const CHECKS = [
  [
    'lint and import table',
    'eslint',
    ['--max-warnings=0', '--cache', '--cache-location', '.build/eslint', '.'],
  ],
  ['format', 'biome', ['format', '.']],
  ['tokens', process.execPath, ['tools/tokens.mjs', '--check']],
  ['types of shared', 'tsc', ['-p', 'shared']],
  ['types of server and tests', 'tsc', ['-p', '.']],
  ['types of the mini-program', 'tsc', ['-p', 'miniapp']],
  ['unused code', 'knip', []],
];

/** Runs one check to its end; answers whether it passed. */
function runCheck([name, program, args]) {
  const path = program.startsWith('/') ? program : BIN + program;
  const started = Date.now();
  const child = spawn(path, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    const end = (passed) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`);
      if (!passed) process.stdout.write(`${Buffer.concat(said)}\n`);
      resolve(passed);
    };
    child.once('error', (error) => {
      said.push(Buffer.from(error.message));
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

/** Runs every check, and what else is to be done beside the longest, two at a time; answers how many passed and failed. */
export async function check(beside = []) {
  const waiting = [...CHECKS.map((one) => () => runCheck(one)), ...beside];
  const results = [];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await next());
  };
  await Promise.all([lane(), lane()]);
  const failed = results.filter((passed) => !passed).length;
  return { passed: results.length - failed, failed };
}

if (process.argv[1]?.endsWith('check.mjs')) process.exit((await check()).failed === 0 ? 0 : 1);
