import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consistencyProof, leafHash } from '#shared/crypto/merkle';
import { addCheckpoint } from '#verify/add-checkpoint';
import { signedBy } from '#verify/cosignature';
import { signingKey } from '#verify/ed25519';
import { parseNote } from '#verify/note';
import { COSIGNER_TYPE, LOG_TYPE, parseVkey, vkeyOf } from '#verify/vkey';
import { witnessServer } from '#verify/witness-server';
import { openState, type Seen, type WitnessState } from '#verify/witness-state';
import {
  checkpointOf,
  checkpointText,
  closeNow,
  LOG,
  listen,
  MORNING,
  signatureLine,
  testKey,
} from './log-writer';

const LEAVES = Array.from({ length: 40 }, (_, i) => leafHash(Uint8Array.of(i)));
const FORK = [...LEAVES.slice(0, 9), leafHash(Uint8Array.of(99)), ...LEAVES.slice(10)];
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

let directory: string;
let servers: Server[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'witness-'));
  servers = [];
});
afterEach(() => {
  for (const server of servers) closeNow(server);
  rmSync(directory, { recursive: true });
});

/** A witness on the test's directory, as often started anew as asked; its clock stands until it is moved. */
async function start(logs = [LOG.vkey]) {
  const clock = { now: MORNING };
  const said: string[] = [];
  const state = openState(directory, 'witness.example/w1');
  const server = witnessServer({
    logs: logs.map((key) => parseVkey(key, LOG_TYPE)),
    state,
    now: () => clock.now,
    say: (sentence) => said.push(sentence),
  });
  servers.push(server);
  const url = await listen(server);
  const post = async (body: string) => {
    const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.text(),
    };
  };
  return { url, clock, said, post, vkey: state.key.vkey.text };
}

/** What a log sends: the checkpoint of `size` leaves, and that it continues `old`. */
function request(old: number, size: number, tree = LEAVES, log = LOG): string {
  const hashes = tree.slice(0, size);
  const proof = old === 0 ? [] : consistencyProof(hashes, old).map(base64);
  return [`old ${old}`, ...proof, '', checkpointOf(hashes, [log], log.name)].join('\n');
}

function timeOf(line: string, vkey: string, size: number): number | null {
  const note = parseNote(Buffer.from(`${checkpointText(LEAVES.slice(0, size))}\n${line}`));
  return signedBy(note, parseVkey(vkey, COSIGNER_TYPE));
}

describe('a witness', () => {
  it('cosigns what continues what it cosigned before, with its time', async () => {
    const { post, vkey, said, clock } = await start();
    const first = await post(request(0, 7));
    expect(first).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' });
    expect(timeOf(first.body, vkey, 7)).toBe(MORNING);
    clock.now += 60;
    const second = await post(request(7, 40));
    expect(timeOf(second.body, vkey, 40)).toBe(MORNING + 60);
    expect(said).toEqual([
      'localhost/log1: cosigned, from 0 leaves to 7',
      'localhost/log1: cosigned, from 7 leaves to 40',
    ]);
  });

  it('cosigns the same checkpoint again, with the new time', async () => {
    const { post, vkey, clock } = await start();
    await post(request(0, 7));
    clock.now += 60;
    const again = await post(request(7, 7));
    expect(again.status).toBe(200);
    expect(timeOf(again.body, vkey, 7)).toBe(MORNING + 60);
  });

  it('cosigns an empty log, and what follows it', async () => {
    const { post } = await start();
    expect((await post(request(0, 0))).status).toBe(200);
    expect((await post(request(0, 7))).status).toBe(200);
  });

  it('answers 404 to a log that it does not follow', async () => {
    const { post, said } = await start();
    const other = testKey('elsewhere/log1', 1, 7);
    expect((await post(request(0, 7, LEAVES, other))).status).toBe(404);
    expect(said).toEqual(['refused the log "elsewhere/log1": this witness does not follow it']);
  });

  it('answers 403 without a signature of the log, or with a wrong one', async () => {
    const { post, said } = await start();
    const stranger = testKey(LOG.name, 1, 9);
    expect((await post(request(0, 7, LEAVES, stranger))).status).toBe(403);
    const forged = `old 0\n\n${checkpointText(LEAVES)}\n${signatureLine(LOG, 'other\n')}`;
    expect((await post(forged)).status).toBe(403);
    const both = `${request(0, 7)}${signatureLine(LOG, 'other\n')}`;
    expect((await post(both)).status).toBe(403);
    expect(said[0]).toBe('localhost/log1: refused, the checkpoint is not signed by the log');
    expect(said[2]).toContain('line 6 is not a signature of localhost/log1');
    expect((await post(request(0, 7) + signatureLine(stranger, 'other\n'))).status).toBe(200);
  });

  it.each([
    ['nothing', ''],
    ['no old size', request(0, 7).replace('old 0', 'new 0')],
    ['an old size with a leading zero', request(0, 7).replace('old 0', 'old 00')],
    ['an old size beyond all numbers', request(0, 7).replace('old 0', 'old 99999999999999999')],
    ['a hash that is not canonical', request(0, 7).replace('old 0\n', `old 0\n${'A'.repeat(42)}B=\n`)],
    ['64 hashes', request(0, 7).replace('old 0\n', `old 0\n${`${base64(LEAVES[0]!)}\n`.repeat(64)}`)],
    ['carriage returns', request(0, 7).replaceAll('\n', '\r\n')],
    ['no signature line', request(0, 7).split('\n').slice(0, 5).join('\n')],
    ['a cut note', request(0, 7).slice(0, -1)],
    ['an old size above the size', request(0, 7).replace('old 0', 'old 8')],
    ['an empty proof line', request(0, 7).replace('old 0\n', 'old 0\n\n')],
  ])('answers 400 to %s', async (_, body) => {
    const { post, said } = await start();
    expect((await post(body)).status).toBe(400);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('refused');
    expect(await post(request(0, 7))).toMatchObject({ status: 200 });
  });

  it('answers 409 with its size to another old size', async () => {
    const { post, said } = await start();
    expect(await post(request(7, 40))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '0\n' });
    await post(request(0, 12));
    expect(await post(request(0, 40))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '12\n' });
    expect(await post(request(0, 7))).toMatchObject({ status: 409, body: '12\n' });
    expect(said.at(-1)).toBe(
      'localhost/log1: refused, the log says that 0 leaves were seen here before, but it was 12',
    );
  });

  it('answers 422 to a fork, and stays with what it cosigned', async () => {
    const { post, said, url } = await start();
    await post(request(0, 12));
    expect((await post(request(12, 12, FORK))).status).toBe(422);
    expect((await post(request(12, 40, FORK))).status).toBe(422);
    const wrongProof = request(12, 40).replace(/^old 12\n.*\n/, `old 12\n${base64(LEAVES[0]!)}\n`);
    expect((await post(wrongProof)).status).toBe(422);
    const needless = request(12, 12).replace('old 12\n', `old 12\n${base64(LEAVES[0]!)}\n`);
    expect((await post(needless)).status).toBe(422);
    expect(said.pop()).toBe('localhost/log1: REFUSED, a proof was sent where none is needed');
    expect(said.slice(1).every((sentence) => sentence.includes('may be a forked log'))).toBe(true);
    expect(await (await fetch(url)).text()).toContain(
      'localhost/log1: 12 leaves, cosigned 2026-11-01 00:00:00 UTC',
    );
    expect((await post(request(12, 40))).status).toBe(200);
  });

  it('answers 422 to a proof from nothing, and to leaves that are none', async () => {
    const { post } = await start();
    expect((await post(request(0, 7).replace('old 0\n', `old 0\n${base64(LEAVES[0]!)}\n`))).status).toBe(422);
    const text = checkpointText(LEAVES).replace('\n40\n', '\n0\n');
    expect((await post(`old 0\n\n${text}\n${signatureLine(LOG, text)}`)).status).toBe(422);
  });

  it('does not sign while its clock is behind its last cosignature, and says so', async () => {
    const { post, said, clock } = await start();
    await post(request(0, 7));
    clock.now -= 1;
    expect((await post(request(7, 40))).status).toBe(503);
    expect(said.at(-1)).toContain('the clock of this computer is behind its last cosignature');
    clock.now += 1;
    expect((await post(request(7, 40))).status).toBe(200);
  });

  it('lets one of two requests at once through', async () => {
    const { post } = await start();
    const answers = await Promise.all([post(request(0, 7)), post(request(0, 40)), post(request(0, 12))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('keeps several logs apart', async () => {
    const other = testKey('elsewhere/log1', 1, 7);
    const { post, url } = await start([LOG.vkey, other.vkey]);
    await post(request(0, 7));
    expect((await post(request(0, 12, FORK, other))).status).toBe(200);
    const page = await (await fetch(url)).text();
    expect(page).toContain('localhost/log1: 7 leaves');
    expect(page).toContain('elsewhere/log1: 12 leaves');
  });

  it('refuses a body that is too long, and serves nothing else', async () => {
    const { post, url } = await start();
    expect((await post('x'.repeat(70_000))).status).toBe(413);
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(404);
    expect((await fetch(`${url}/other`, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  it('shows monitors the newest checkpoint with both signatures', async () => {
    const { post, url, vkey } = await start();
    const path = `${url}/${Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(LOG.name))).toString('hex')}`;
    expect((await fetch(`${path}/checkpoint`)).status).toBe(404);
    await post(request(0, 7));
    const note = parseNote(Buffer.from(await (await fetch(`${path}/checkpoint`)).arrayBuffer()));
    expect(signedBy(note, parseVkey(LOG.vkey, LOG_TYPE))).toBe(0);
    expect(signedBy(note, parseVkey(vkey, COSIGNER_TYPE))).toBe(MORNING);
  });
});

/** Nine leaves are common to both histories; `seen` remembers as a directory does. */
function memory(): WitnessState {
  const seen = new Map<string, Seen>();
  const { publicKey, sign } = signingKey(new Uint8Array(32).fill(3));
  return {
    key: { vkey: vkeyOf('witness.example/w1', COSIGNER_TYPE, publicKey), sign },
    seen: (origin) => seen.get(origin),
    origins: () => [...seen.keys()],
    lastTime: () => Math.max(0, ...[...seen.values()].map(({ time }) => time)),
    remember: (origin, newest) => void seen.set(origin, newest),
  };
}

describe('whatever a log sends, a witness', () => {
  const logs = [parseVkey(LOG.vkey, LOG_TYPE)];
  const size = fc.integer({ min: 1, max: 20 });
  const asked = fc.record({ size, isFork: fc.boolean(), lies: fc.boolean(), old: size });

  /** Signing takes longer than what is tested. */
  const written = new Map<string, string>();
  const HONEST = { size: 1, isFork: false, lies: false, old: 1 };

  it('never cosigns less than before, nor two histories', () => {
    fc.assert(
      fc.property(fc.array(asked, { minLength: 5, maxLength: 25 }), (requests) => {
        const state = memory();
        const cosigned: { size: number; isFork: boolean }[] = [];
        for (const { size, isFork, lies, old } of [HONEST, ...requests]) {
          const last = state.seen(LOG.name)?.size ?? 0;
          const from = Math.min(lies ? old : last, size);
          const name = `${from} ${size} ${isFork}`;
          const body = written.get(name) ?? request(from, size, isFork ? FORK : LEAVES);
          written.set(name, body);
          const { status } = addCheckpoint(Buffer.from(body), logs, state, MORNING);
          if (status === 200) cosigned.push({ size, isFork });
        }
        const sizes = cosigned.map(({ size }) => size);
        expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
        // Leaf 9 is where they part.
        expect(
          new Set(cosigned.filter(({ size }) => size > 9).map(({ isFork }) => isFork)).size,
        ).toBeLessThan(2);
        expect(cosigned.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  it('answers, and never fails', () => {
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({
          unit: fc.constantFrom('old 0', '\n', '\n\n', '— ', LOG.name, 'A', '=', ' ', '0'),
          maxLength: 40,
        })
        .map((text) => Buffer.from(text)),
      fc.nat(4000).map((bit) => {
        const bytes = Buffer.from(request(0, 7));
        bytes[(bit >> 3) % bytes.length]! ^= 1 << (bit & 7);
        return bytes;
      }),
    );
    fc.assert(
      fc.property(body, (bytes) => {
        const answer = addCheckpoint(bytes, logs, memory(), MORNING);
        // A flipped bit may make of 0 another old size, or an unknown log or key; never a cosignature.
        expect([400, 403, 404, 409]).toContain(answer.status);
      }),
    );
  });
});

describe('the directory of a witness', () => {
  const state = () => join(directory, 'state.json');
  const key = () => join(directory, 'key.json');

  it('keeps key and state over a restart', async () => {
    const first = await start();
    await first.post(request(0, 12));
    const second = await start();
    expect(second.vkey).toBe(first.vkey);
    expect(await second.post(request(0, 40))).toMatchObject({ status: 409, body: '12\n' });
    expect((await second.post(request(12, 40))).status).toBe(200);
    expect(statSync(key()).mode & 0o777).toBe(0o600);
  });

  it('is written before the answer: when it cannot be, nothing is signed', async () => {
    const { post, said } = await start();
    mkdirSync(`${state()}.new`);
    const refused = await post(request(0, 12));
    expect(refused.status).toBe(500);
    expect(refused.body).not.toContain('—');
    expect(said.at(-1)).toContain('cannot be written');
    rmSync(`${state()}.new`, { recursive: true });
    expect((await post(request(0, 12))).status).toBe(200);
    expect(readFileSync(state(), 'utf8')).toContain('"size": 12');
  });

  it.each([
    [
      'state that is cut',
      () => writeFileSync(state(), readFileSync(state(), 'utf8').slice(0, 50)),
      'state.json is damaged',
    ],
    ['state that is empty', () => writeFileSync(state(), ''), 'state.json is damaged'],
    ['state with a size that is none', () => change('"size": 12', '"size": -1'), 'state.json is damaged'],
    ['state with a short root', () => change(/"root": ".{8}/, '"root": "'), 'state.json is damaged'],
    ['state of another version', () => change('"version": 1', '"version": 2'), 'state.json is damaged'],
    ['no state', () => rmSync(state()), 'state.json cannot be read'],
    ['no key', () => rmSync(key()), 'key.json is missing'],
    ['a key that is cut', () => writeFileSync(key(), '{'), 'key.json is damaged'],
    [
      'a key of another name',
      () => writeFileSync(key(), readFileSync(key(), 'utf8').replace('w1"', 'w2"')),
      'damaged',
    ],
  ])('is refused with %s, and not begun anew', async (_, damage, why) => {
    await (await start()).post(request(0, 12));
    damage();
    expect(() => openState(directory, undefined)).toThrow(why);
  });

  function change(from: string | RegExp, to: string): void {
    writeFileSync(state(), readFileSync(state(), 'utf8').replace(from, to));
  }

  it('belongs to one name', async () => {
    await start();
    expect(() => openState(directory, 'other')).toThrow('this witness is called witness.example/w1');
    expect(() => openState(join(directory, 'new'), 'two words')).toThrow('cannot be the name of a witness');
  });

  it('that cannot be made is named', () => {
    writeFileSync(join(directory, 'file'), '');
    expect(() => openState(join(directory, 'file'), undefined)).toThrow('cannot be made');
  });
});
