import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const copy = mkdtempSync(join(tmpdir(), 'whole-run-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Stands in for jest: writes the report it is told to write, or dies without one. */
const JEST = `
const { writeFileSync } = require('node:fs');
const report = process.argv.find((one) => one.startsWith('--outputFile=')).slice('--outputFile='.length);
const dies = process.env.DIES && process.argv.includes(process.env.DIES);
if (dies) process.exit(1);
const numFailedTests = Number(process.env.FAILED ?? 0);
writeFileSync(report, JSON.stringify({ numPassedTests: 10, numFailedTests, numRuntimeErrorTestSuites: 0 }));
`;

/** Stands in for seven checks; what is to be done beside them is done. */
const CHECK = `
export async function check(beside) {
  const done = await Promise.all(beside.map((one) => one()));
  const failed = done.filter((passed) => !passed).length;
  return { passed: 7 + done.length - failed, failed };
}
`;

/** The real tools, with stand-ins for what takes minutes: checks, builds and jest. */
beforeAll(() => {
  const files = {
    'package-lock.json': '{}',
    'node_modules/.installed': createHash('sha256').update('{}').digest('hex'),
    'node_modules/jest/bin/jest.js': JEST,
    'tools/check.mjs': CHECK,
    'tools/package.mjs': 'export const packageCloud = () => Promise.resolve(0);',
    'tools/build-when-stale.mjs': 'export const buildH5WhenStale = () => Promise.resolve(true);',
    'tools/build-miniapp.mjs': 'process.exit(process.env.UNBUILT ? 1 : 0);',
    '.build/.keep': '',
  };
  cpSync(resolve(import.meta.dirname, '../../tools'), join(copy, 'tools'), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
});

function wholeRun(env: Record<string, string> = {}) {
  const { status, stdout } = spawnSync(process.execPath, [join(copy, 'tools/test.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', ...env },
  });
  return [status, stdout.trimEnd().split('\n').at(-1)];
}

describe('npm test', () => {
  // 7 checks, 3 builds, 10 tests in each of three runs.
  it('ends with the sums of all its parts, and 0 when nothing failed', () => {
    expect(wholeRun()).toEqual([0, '40 passed, 0 failed']);
  });

  it('ends with 1 when a test failed, a build failed, or a run died before its report', () => {
    expect(wholeRun({ FAILED: '2' })).toEqual([1, '40 passed, 6 failed']);
    expect(wholeRun({ UNBUILT: 'yes' })).toEqual([1, '39 passed, 1 failed']);
    expect(wholeRun({ DIES: 'browser' })).toEqual([1, '30 passed, 1 failed']);
  });
});
