import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { LogSettings } from '#functions/entry/log-settings';
import { readSettings } from '#functions/platform/settings';
import { openLog } from '#functions/transparency/log-platform';
import { verifierKey } from '#shared/transparency/note';
import { LogTrust } from '#shared/transparency/trust';
import { policyOf } from '#shared/transparency/policy';
import { keyOf } from './keys';

const key = (fill: number) =>
  verifierKey({
    name: `w${fill}.test/w`,
    type: 'cosignature',
    publicKey: keyOf(new Uint8Array(32).fill(fill)).publicKey,
  });
const ONE = `${key(1)} https://one.test`;
const TWO = `${key(2)} https://two.test`;

const settings = (env: Record<string, string>) =>
  readSettings(LogSettings, { LOG_HOST: 'county.test', ...env });

/** The log that a county with these settings opens. */
function opened(env: Record<string, string>) {
  const read = settings(env);
  const setup = {
    host: read.LOG_HOST,
    number: read.LOG_NUMBER,
    logSeed: new Uint8Array(32).fill(11),
    clockSeed: new Uint8Array(32).fill(12),
    witnesses: read.LOG_WITNESSES,
    quorum: read.LOG_QUORUM ?? read.LOG_WITNESSES.length,
  };
  return openLog(setup, () => Promise.resolve(null)).keys.trust;
}

describe('the settings of the log', () => {
  it('ask all witnesses where no number is said, and none where there are none', () => {
    expect(opened({ LOG_WITNESSES: `${ONE},${TWO}` })).toEqual({ witnesses: [key(1), key(2)], quorum: 2 });
    expect(opened({ LOG_WITNESSES: `${ONE},${TWO}`, LOG_QUORUM: '1' }).quorum).toBe(1);
    expect(opened({})).toEqual({ witnesses: [], quorum: 0 });
    expect(opened({ LOG_WITNESSES: '', LOG_QUORUM: '0' })).toEqual({ witnesses: [], quorum: 0 });
  });

  it.each([
    [{ LOG_QUORUM: '1' }, /^LOG_QUORUM must be how many of the witnesses/],
    [{ LOG_WITNESSES: ONE, LOG_QUORUM: '2' }, /^LOG_QUORUM must be how many of the witnesses/],
    [{ LOG_WITNESSES: ONE, LOG_QUORUM: 'all' }, /^LOG_QUORUM must be/],
    [{ LOG_WITNESSES: ONE, LOG_QUORUM: '' }, /^LOG_QUORUM is not set; it must be/],
    [{ LOG_WITNESSES: `${ONE},${ONE}` }, /^LOG_WITNESSES must be different witnesses/],
    [{ LOG_WITNESSES: 'w.test/w https://w.test' }, /^LOG_WITNESSES must be/],
    [{ LOG_NUMBER: '0' }, /^LOG_NUMBER must be the number of/],
    [{ LOG_NUMBER: '51' }, /^LOG_NUMBER must be the number of/],
    [{ LOG_HOST: '' }, /^LOG_HOST is not set/],
  ])('that are %j are refused by one sentence that names which', (env, sentence) => {
    expect(() => settings(env)).toThrow(sentence);
  });
});

describe('the secrets of a new county', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('come with witnesses and a number of them that go together', () => {
    const program = ['tools/county-secrets.mjs', join(folder, 'made'), 'county.test'];
    const said = execFileSync(process.execPath, program, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, pinned] = /^TARO_APP_LOG=(.*)$/m.exec(said)!;
    expect(policyOf(LogTrust.parse(JSON.parse(pinned!)))).not.toBeNull();
    const [, witnesses] = /^logWitnesses: "(.*)"$/m.exec(said)!;
    const [, quorum] = /^logQuorum: (.*)$/m.exec(said)!;
    expect(opened({ LOG_WITNESSES: witnesses!, LOG_QUORUM: quorum! })).toEqual({ witnesses: [], quorum: 0 });
  });
});
