import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');
const directory = mkdtempSync(join(tmpdir(), 'start-'));
let entry = '';
let taken: Server;
let takenPort = 0;

beforeAll(async () => {
  const { buildLocal } = await import('../../tools/build-local.mjs');
  entry = await buildLocal();
  taken = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => taken.once('listening', done));
  const address = taken.address();
  takenPort = typeof address === 'object' && address ? address.port : 0;
});

afterAll(() => {
  taken.close();
  rmSync(directory, { recursive: true, force: true });
});

function start(args: string[], env: Record<string, string> = {}) {
  const result = spawnSync(process.execPath, [entry, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 30_000,
    env: {
      ...process.env,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      NODE_OPTIONS: '',
      ...env,
    },
  });
  return { code: result.status, said: result.stderr.trim() };
}

describe('starting with something wrong', () => {
  const other = join(directory, 'other');

  it('says one clear sentence and ends with 1', () => {
    writeFileSync(join(directory, 'a-file'), 'x');
    const cases = [
      [start(['--data', join(directory, 'a-file', 'below')]), /cannot be written/],
      // Nobody may write there, root neither.
      [start(['--data', '/sys/sunshine']), /cannot be written/],
      [start(['--data', '/proc/sunshine']), /cannot be written/],
      [start(['--data', directory]), /holds other files/],
      [start(['--port', 'eighty']), /--port takes a number/],
      [start(['--colour', 'red']), /npm start takes/],
      [start(['--data', other], { DYNOXIDE_BINARY: '/nowhere/dynoxide' }), /no such program/],
      [start(['--data', other, '--port', String(takenPort)]), /is taken/],
    ] as const;
    for (const [{ code, said }, sentence] of cases) {
      expect(said).toMatch(sentence);
      expect(said.split('\n')).toHaveLength(1);
      expect(code).toBe(1);
    }
  });
});
