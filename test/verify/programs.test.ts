import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { consistencyProof, leafHash } from '#shared/crypto/merkle';
import { residentKb } from '#test/processes';
import { buildProgram, buildWitness } from '../../tools/build-program.mjs';
import { checkpointOf, documents, LOG, serveSite, writeLog } from './log-writer';

const LEAVES = Array.from({ length: 40 }, (_, i) => leafHash(Uint8Array.of(i)));
/** The programs stand alone in a folder, as on a server of another office. */
let folder: string;
let programs: { outfile: string; inputs: string[] }[];
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
  programs = [];
  for (const name of ['verify-log', 'witness', 'verify-receipt'])
    programs.push(await buildProgram(`verify/${name}`));
  copyFileSync(programs[0]!.outfile, join(folder, 'verify-log.mjs'));
  copyFileSync(programs[2]!.outfile, join(folder, 'verify-receipt.mjs'));
  copyFileSync(await buildWitness(), join(folder, 'witness.mjs'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(end));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function run(program: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(folder, program), ...args], { cwd: folder });
  children.push(child);
  return child;
}

/** Runs a program to its end. */
const ended = (program: string, ...args: string[]) => endOf(run(program, ...args));

async function endOf(child: ChildProcess) {
  const [said, wrong]: [Buffer[], Buffer[]] = [[], []];
  child.stdout!.on('data', (chunk: Buffer) => said.push(chunk));
  child.stderr!.on('data', (chunk: Buffer) => wrong.push(chunk));
  const [code] = await once(child, 'close');
  return { code, said: Buffer.concat(said).toString(), wrong: Buffer.concat(wrong).toString() };
}

/** Kills a witness; nobody waits for its lock to grow old. */
async function kill(child: ChildProcess, directory: string): Promise<void> {
  await end(child);
  rmSync(join(folder, directory, 'lock'), { force: true });
}

async function startWitness(directory: string, ...args: string[]) {
  const child = run(
    'witness.mjs',
    '--log',
    LOG.vkey,
    '--directory',
    join(folder, directory),
    '--port',
    '0',
    ...args,
  );
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const { vkey, address } = JSON.parse((await lines.next()).value as string) as {
    vkey: string;
    address: string;
  };
  const post = async (old: number, size: number) => {
    const hashes = LEAVES.slice(0, size);
    const proof =
      old === 0 ? [] : consistencyProof(hashes, old).map((hash) => Buffer.from(hash).toString('base64'));
    const body = [`old ${old}`, ...proof, '', checkpointOf(hashes, [LOG])].join('\n');
    const response = await fetch(`${address}/add-checkpoint`, { method: 'POST', body });
    return { status: response.status, body: await response.text() };
  };
  return { child, lines, vkey, address, post };
}

describe('the programs of the verifier', () => {
  it('are built from nothing but the verifier: no shared code, no package', () => {
    for (const { outfile, inputs } of programs) {
      expect(inputs.length).toBeGreaterThan(5);
      expect(inputs.filter((input) => !input.startsWith('verify/'))).toEqual([]);
      const imported = [...readFileSync(outfile, 'utf8').matchAll(/^import .* from "(.+)";$/gm)].map(
        ([, name]) => name!,
      );
      expect(imported.filter((name) => !builtinModules.includes(name.replace('node:', '')))).toEqual([]);
      expect(imported.length).toBeGreaterThan(0);
    }
  });

  it('audit a log alone in a folder, with exit code 0, 1 when it is wrong, and 2 when nobody can say', async () => {
    const files = writeLog(documents(20).map(({ leaf }) => leaf));
    const site = await serveSite(files);
    try {
      expect(await ended('verify-log.mjs', site.url)).toMatchObject({
        code: 0,
        said: expect.stringContaining('All 20 leaves'),
        wrong: '',
      });
      files.delete('log1/tile/0/000.p/20');
      expect(await ended('verify-log.mjs', site.url)).toMatchObject({
        code: 1,
        wrong: 'WRONG: tile/0/000.p/20 is missing\n',
      });
      expect(await ended('verify-log.mjs', 'http://127.0.0.1:1')).toMatchObject({
        code: 2,
        wrong: expect.stringMatching(/^NOT CHECKED: http:.* does not answer .*\n$/),
      });
    } finally {
      site.close();
    }
  });
});

describe('the program that follows a receipt', () => {
  const follow = (figures: string, ...args: string[]) => {
    const child = run('verify-receipt.mjs', ...args);
    child.stdin!.end(figures);
    return endOf(child);
  };

  it('reads the figures from standard input, and ends with a code for each outcome', async () => {
    const good = '425115189349810632164410298940413300';
    expect(await follow(`${good}\n`, 'http://127.0.0.1:1')).toMatchObject({
      code: 2,
      said: 'The 12 groups are a receipt: both of their checks hold.\n',
      wrong: expect.stringMatching(/^NOT CHECKED: trust\.json: http:.* does not answer .*\n$/),
    });
    const copied = await follow('425 115 189 349 110 632 164 410 298 940 413 300', 'http://127.0.0.1:1');
    expect(copied).toMatchObject({ code: 5, said: '', wrong: expect.stringContaining('group 5 is not') });
    expect(await follow('', good)).toMatchObject({ code: 2, said: '' });
    expect((await follow('', '--help')).said).toContain('npm run verify-receipt -- URL');
  });
});

describe('the program of a witness', () => {
  it('says its key and address first, then one sentence for each request', async () => {
    const { lines, post, vkey } = await startWitness('first', '--name', 'witness.example/w1');
    expect(vkey).toMatch(/^witness\.example\/w1\+[0-9a-f]{8}\+/);
    expect((await post(0, 7)).status).toBe(200);
    expect((await lines.next()).value).toMatch(
      /^\d{4}-\d\d-\d\d .* UTC {2}localhost\/log1: cosigned, from 0 leaves to 7$/,
    );
  });

  it('keeps its word when it is killed between requests, however often', async () => {
    let size = 0;
    let key = '';
    for (const next of [5, 9, 20, 33]) {
      const { child, post, vkey } = await startWitness('killed');
      if (key) expect(vkey).toBe(key);
      key = vkey;
      expect((await post(size, next)).status).toBe(200);
      expect(await post(size, 40)).toEqual({ status: 409, body: `${next}\n` });
      await kill(child, 'killed');
      size = next;
    }
  });

  it('loses nothing that it answered when it is killed while it writes', async () => {
    let answered = 0;
    for (const wait of [0, 1, 2, 3, 5, 8]) {
      const { child, post } = await startWitness('cut');
      const next = answered + 3;
      const answer = post(answered, next).catch(() => null);
      await setTimeout(wait);
      await kill(child, 'cut');
      const isAnswered = (await answer)?.status === 200;
      const again = await startWitness('cut');
      const second = await again.post(answered, next);
      // It may have remembered without a word, never answered without remembering.
      expect(second.status === 409 ? second.body : `${second.status}`).toBe(
        isAnswered || second.status === 409 ? `${next}\n` : '200',
      );
      answered = next;
      await kill(again.child, 'cut');
    }
  });

  it('is refused a directory in which another one works', async () => {
    await startWitness('taken');
    const second = await ended(
      'witness.mjs',
      '--log',
      LOG.vkey,
      '--directory',
      join(folder, 'taken'),
      '--port',
      '0',
    );
    expect(second).toMatchObject({
      code: 1,
      wrong: expect.stringMatching(/^The witness cannot start: another witness .*\n$/),
    });
  });

  it('works once in a directory, however many start there at the same moment', async () => {
    const args = ['--log', LOG.vkey, '--directory', join(folder, 'many'), '--port', '0'];
    const starts = [1, 2, 3].map(() => run('witness.mjs', ...args));
    const firsts = starts.map((child) => Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]));
    const working = (await Promise.all(firsts)).filter(([said]) => String(said).includes('vkey'));
    expect(working).toHaveLength(1);
  });

  it('leaves its directory to the next one when it is told to end', async () => {
    const { child, vkey } = await startWitness('left');
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(existsSync(join(folder, 'left', 'lock'))).toBe(false);
    expect((await startWitness('left')).vkey).toBe(vkey);
  });

  it('ends when its parent lets go of it', async () => {
    const { child } = await startWitness('child', '--with-parent');
    const exited = once(child, 'exit');
    child.stdin!.end();
    expect(await exited).toEqual([0, null]);
  });

  it('stays small', async () => {
    const { child, post } = await startWitness('small');
    for (let size = 0; size < 40; size += 1) await post(size, size + 1);
    expect(residentKb(child.pid!)).toBeLessThan(80 * 1024);
  });

  it.each([
    [[], 'name a log and a directory'],
    [['--log', LOG.vkey], 'name a log and a directory'],
    [['--log', 'nonsense', '--directory', 'x'], 'is not a verifier key'],
    [['--log', LOG.vkey, '--directory', 'x', '--port', 'y'], '--port is a number'],
    [
      ['--log', LOG.vkey, '--directory', 'x', '--colour'],
      'there is no option --colour; npm run witness -- --help',
    ],
    [['--log', LOG.vkey, '--directory', '--port', '1'], '--directory needs a value after it'],
    [['--log', LOG.vkey, '--directory', 'x', 'y'], '“y” belongs to no option'],
    [['--log', LOG.vkey, '--directory', 'witness.mjs'], 'the directory witness.mjs cannot be made'],
  ])('says in words why it cannot start with %j', async (args, why) => {
    const { code, wrong } = await ended('witness.mjs', ...args);
    expect(code).toBe(1);
    expect(wrong).toContain(why);
    expect(wrong).not.toContain('    at ');
  });

  it('says that its state is damaged', async () => {
    const { child, post } = await startWitness('damaged');
    await post(0, 7);
    await kill(child, 'damaged');
    writeFileSync(join(folder, 'damaged', 'state.json'), '{"version":1');
    const { code, wrong } = await ended('witness.mjs', '--log', LOG.vkey, '--directory', 'damaged');
    expect({ code, wrong }).toMatchObject({
      code: 1,
      wrong: expect.stringMatching(/^The witness cannot start: .* is damaged; .*\n$/),
    });
  });
});
