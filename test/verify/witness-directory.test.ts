import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { request, witnessDirectory } from './witness-at-work';

const { directory, open, start } = witnessDirectory();

describe('the directory of a witness', () => {
  const file = () => join(directory(), 'state.json');
  const key = () => join(directory(), 'key.json');

  it('keeps key and state over a restart', async () => {
    const first = await start();
    await first.post(request(0, 12));
    first.state.release();
    const second = await start();
    expect(second.vkey).toBe(first.vkey);
    expect(await second.post(request(0, 40))).toMatchObject({ status: 409, body: '12\n' });
    expect((await second.post(request(12, 40))).status).toBe(200);
    expect(statSync(key()).mode & 0o777).toBe(0o600);
  });

  it('is written before the answer: when it cannot be, nothing is signed', async () => {
    const { post, said } = await start();
    mkdirSync(`${file()}.new`);
    const refused = await post(request(0, 12));
    expect(refused.status).toBe(500);
    expect(refused.body).not.toContain('—');
    expect(said.at(-1)).toContain('cannot be written');
    rmSync(`${file()}.new`, { recursive: true });
    expect((await post(request(0, 12))).status).toBe(200);
    expect(readFileSync(file(), 'utf8')).toContain('"size": 12');
  });

  it.each([
    [
      'state that is cut',
      () => writeFileSync(file(), readFileSync(file(), 'utf8').slice(0, 50)),
      'state.json is damaged',
    ],
    ['state that is empty', () => writeFileSync(file(), ''), 'state.json is damaged'],
    ['state with a size that is none', () => change('"size": 12', '"size": -1'), 'state.json is damaged'],
    ['state with a short root', () => change(/"root": ".{8}/, '"root": "'), 'state.json is damaged'],
    ['state of another version', () => change('"version": 1', '"version": 2'), 'state.json is damaged'],
    ['no state', () => rmSync(file()), 'state.json cannot be read'],
    ['no key', () => rmSync(key()), 'key.json is missing'],
    ['a key that is cut', () => writeFileSync(key(), '{'), 'key.json is damaged'],
    [
      'a key of another name',
      () => writeFileSync(key(), readFileSync(key(), 'utf8').replace('w1"', 'w2"')),
      'damaged',
    ],
  ])('is refused with %s, and not begun anew', async (_, damage, why) => {
    const { post, state } = await start();
    await post(request(0, 12));
    state.release();
    damage();
    expect(() => open(undefined)).toThrow(why);
  });

  function change(from: string | RegExp, to: string): void {
    writeFileSync(file(), readFileSync(file(), 'utf8').replace(from, to));
  }

  it('belongs to one name', async () => {
    (await start()).state.release();
    expect(() => open('other')).toThrow('this witness is called witness.example/w1');
    expect(() => open('two words', join(directory(), 'new'))).toThrow('cannot be the name of a witness');
  });

  it('that cannot be made is named', () => {
    writeFileSync(join(directory(), 'file'), '');
    expect(() => open(undefined, join(directory(), 'file'))).toThrow('cannot be made');
  });
});
