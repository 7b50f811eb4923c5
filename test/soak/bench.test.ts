import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BOUNDARIES } from '#local/boundaries';

const ROOT = resolve(import.meta.dirname, '../..');
const NAMES = [
  ...['http.bare.rps', 'http.bare.p99', 'db.transact.rps'],
  ...['rps', 'p99', 'rps_304', 'ratio', 'cpu_ms'].map((name) => `notices.list.${name}`),
  ...['rps', 'ratio', 'cpu_ms'].map((name) => `tip.create.${name}`),
  ...['recommendation.cast.rps', 'recommendation.cast.ratio'],
  ...['weapp.main.kb', 'weapp.total.kb', 'h5.first.gz_kb'],
  ...BOUNDARIES.flatMap((name) => [`lambda.${name}.kb`, `lambda.${name}.load_ms`]),
  ...['lambda.bare.load_ms', 'start.first_page_s', 'start.idle_mb'],
  ...['append10k.s', 'proof.ms', 'phone.jitless_ms', 'verify100k.s'].map((name) => `log.${name}`),
];

function bench(...args: string[]) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/bench.mjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 300_000,
  });
  return { status, stdout, stderr, seconds: (Date.now() - started) / 1000 };
}

const leftOver = () => readdirSync(tmpdir()).filter((name) => name.startsWith('sunshine-bench-'));

describe('npm run bench -- --quick', () => {
  it('prints every figure once, as a JSON object a line, within fifty seconds, and leaves nothing behind', () => {
    const before = leftOver();
    const { status, stdout, stderr, seconds } = bench('--quick');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const figures = stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { name: string; value: number; unit: string });
    const names = figures.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(NAMES));
    expect(new Set(names).size).toBe(names.length);
    for (const { value, unit } of figures) {
      expect(Number.isFinite(value)).toBe(true);
      expect(unit).not.toBe('');
    }
    expect(leftOver()).toEqual(before);
    expect(seconds).toBeLessThanOrEqual(50);
  });

  it('measures nothing, and says so in one sentence, where no figure has such a name', () => {
    const { status, stdout, stderr } = bench('--quick', '--only', 'nothing.of.the.kind');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe('No figure has a name that begins with nothing.of.the.kind.\n');
  });
});
