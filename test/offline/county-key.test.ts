import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeKeyFile, openKeyFile } from '#offline/key-file';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { fingerprintOf } from '#shared/directory/fingerprint';
import { readRoot } from '#shared/directory/root';
import { dayOfDate } from '#shared/time';
import { buildProgram } from '../../tools/build-program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'county-key-'));
const file = join(folder, 'root.json');
const PASSPHRASE = '四个不相干的词连成一句 ok';
const DIRECTORY_KEY = toBase64url(ed25519PublicKey(new Uint8Array(32).fill(7)));
const COUNTY = '431202000000';

let built: Awaited<ReturnType<typeof buildProgram>>;
beforeAll(async () => {
  built = await buildProgram('offline/county-key');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program from another folder, as on the computer it was carried to. */
function run(args: readonly string[], ...typed: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [built.outfile, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input: typed.map((line) => `${line}\n`).join(''),
  });
  return { status, stdout, stderr };
}

const signing = (...more: string[]) => ['sign', file, '--area', COUNTY, '--key', DIRECTORY_KEY, ...more];

describe('npm run county-key', () => {
  it('makes a key that only its owner may read, and shows its public half', () => {
    const made = run(['make', file], PASSPHRASE, PASSPHRASE);
    expect(made).toMatchObject({ status: 0 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { publicKey } = JSON.parse(readFileSync(file, 'utf8'));
    for (const { stdout } of [made, run(['show', file])])
      expect(stdout).toContain(
        `公钥 rootPublicKey: ${publicKey}\n核对码: ${fingerprintOf(bytesOf(publicKey))}\n`,
      );
  });

  it('signs what a phone that pins the key accepts, for exactly the days that were asked', () => {
    const { publicKey } = JSON.parse(readFileSync(file, 'utf8'));
    const { status, stdout, stderr } = run(signing('--from', '2027-01-01', '--days', '31'), PASSPHRASE);
    expect([status, stderr]).toEqual([0, expect.stringContaining('从 2027-01-01 到 2027-01-31')]);
    expect(stderr).toContain(fingerprintOf(bytesOf(DIRECTORY_KEY)));
    expect(readRoot(bytesOf(stdout.trim()), bytesOf(publicKey))).toEqual({
      area: COUNTY,
      directoryPk: bytesOf(DIRECTORY_KEY),
      firstDay: dayOfDate('2027-01-01'),
      lastDay: dayOfDate('2027-01-31'),
    });
  });

  it('signs nothing for another passphrase', () => {
    const refused = run(signing(), `${PASSPHRASE}!`);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('口令不对，没有签。');
  });

  it('never writes over a file', () => {
    const before = readFileSync(file, 'utf8');
    const refused = run(['make', file], PASSPHRASE, PASSPHRASE);
    expect([refused.status, readFileSync(file, 'utf8')]).toEqual([1, before]);
    expect(refused.stderr).toContain('请换一个名字');
  });

  it.each([
    ['a short passphrase', ['make', 'new.json'], ['十一个字的口令', '十一个字的口令'], '口令不到 12 个字'],
    ['two passphrases', ['make', 'new.json'], [PASSPHRASE, `${PASSPHRASE}。`], '两遍口令不一样'],
    ['no passphrase', ['make', 'new.json'], [], '口令不到 12 个字'],
    ['a folder that is not there', ['make', 'none/new.json'], [PASSPHRASE, PASSPHRASE], '没有这个文件夹'],
    ['no file', ['show', 'none.json'], [], '读不到文件 none.json'],
    ['a file of something else', ['show', 'package.json'], [], '这个文件不是根钥匙文件'],
    ['a town', ['sign', file, '--area', '431202001000', '--key', DIRECTORY_KEY], [], '--area 要写县的'],
    ['half a key', ['sign', file, '--area', COUNTY, '--key', DIRECTORY_KEY.slice(9)], [], '--key 要写'],
    ['no such day', signing('--from', '2027-02-30'), [], '--from 要写成'],
    ['too long a time', signing('--days', '4000'), [], '--days 要写 1 到 400 的天数'],
    ['an unknown option', ['show', file, '--now'], [], '看不懂这样的写法'],
    ['an unknown command', ['break', file], [], '没有 break 这个做法'],
    ['no file name', ['make'], [], '要写一个文件名'],
  ])('refuses %s in a sentence that says what to write', (_, args, typed, sentence) => {
    writeFileSync(join(folder, 'package.json'), '{}');
    const refused = run(args, ...typed);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain(sentence);
    expect(refused.stderr).not.toMatch(/at .*:\d+:\d+/);
  });

  it('has no code that could open a connection', () => {
    const code = readFileSync(built.outfile, 'utf8');
    expect(code).not.toMatch(/from "node:(?:https?|http2|net|tls|dgram|dns)[":/]|\bfetch\(/);
  });
});

describe('the file of a root key', () => {
  const CHEAP = 2;
  const text = makeKeyFile(PASSPHRASE, CHEAP);

  it('is opened by its passphrase, whichever way its characters were typed', () => {
    const seed = openKeyFile(makeKeyFile('e\u0301tranger loin', CHEAP), '\u00e9tranger loin');
    expect(seed).toHaveLength(32);
  });

  it.each(['publicKey', 'salt', 'sealed', 'cost'])('is not opened when its %s was altered', (name) => {
    const file = JSON.parse(text);
    const other = name === 'cost' ? file.cost * 2 : JSON.parse(makeKeyFile(PASSPHRASE, CHEAP))[name];
    expect(openKeyFile(text, PASSPHRASE)).toHaveLength(32);
    expect(openKeyFile(JSON.stringify({ ...file, [name]: other }), PASSPHRASE)).toBeUndefined();
  });
});
