import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { postToWitness } from '#functions/transparency/ask-over-http';
import { askWitness } from '#functions/transparency/witness';
import { checkpointText, cosignCheckpoint } from '#shared/transparency/checkpoint';
import { writeNote } from '#shared/transparency/note';
import { LOG, WITNESS } from './keys';
import { START } from '#test/setup';

const text = checkpointText({ origin: LOG.name, size: 15, root: new Uint8Array(32) });
const line = cosignCheckpoint(text, WITNESS.name, WITNESS.key, START);
const lineAt = (off: number) => cosignCheckpoint(text, WITNESS.name, WITNESS.key, START + off);
const conflict = (size: number) => ({ status: 409, body: `${size}\n` });

/** Puts a checkpoint of size 15 before a witness that answers so, one answer after the other. */
async function asked(...answers: { status: number; body: string }[]) {
  const said: string[] = [];
  const key = { name: WITNESS.name, type: 'cosignature' as const, publicKey: WITNESS.key.publicKey };
  const post = (body: string) => {
    said.push(body.split('\n')[0]!);
    return Promise.resolve(answers[said.length - 1] ?? null);
  };
  const prove = () => Promise.resolve([]);
  const witness = { key, verifierKey: '', post };
  const answer = await askWitness(witness, {
    ...{ note: writeNote(text, [line]), size: 15, older: 5, prove },
    now: () => START,
  });
  return { answer, said };
}

describe('a witness', () => {
  it.each([
    ['cosigns', [{ status: 200, body: line }], { line }],
    ['cosigns from the size it names', [conflict(10), { status: 200, body: line }], { line }],
    ['has seen more', [conflict(16)], 'ahead'],
    ['has seen another log of fewer leaves', [conflict(10), { status: 422, body: '' }], 'sideways'],
    ['has seen another log of as many leaves', [conflict(15), conflict(15)], 'sideways'],
    ['refuses the proof at once', [{ status: 422, body: '' }], 'sideways'],
    ['is asked by another sequencer meanwhile', [conflict(10), conflict(15)], 'none'],
    ['names no size', [{ status: 409, body: 'ten\n' }], 'none'],
    ['signs something else', [{ status: 200, body: line.replace(WITNESS.name, 'other.test/w') }], 'none'],
    ['is ten minutes slow', [{ status: 200, body: lineAt(-600) }], { line: lineAt(-600) }],
    ['is slower than that', [{ status: 200, body: lineAt(-601) }], 'other-time'],
    ['is ten minutes fast', [{ status: 200, body: lineAt(600) }], { line: lineAt(600) }],
    ['is faster than that', [{ status: 200, body: lineAt(601) }], 'other-time'],
    ['does not know the log', [{ status: 404, body: '' }], 'none'],
    ['does not answer', [], 'none'],
  ] as const)('that %s', async (_, answers, answer) => {
    expect((await asked(...answers)).answer).toEqual(answer);
  });

  it('is asked twice at most', async () => {
    const { said } = await asked(conflict(10), conflict(11), conflict(12));
    expect(said).toEqual(['old 5', 'old 10']);
  });
});

describe('an answer over HTTP', () => {
  async function answeredBy(listener: RequestListener) {
    const server = createServer(listener);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      return await postToWitness(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'body');
    } finally {
      await new Promise((done) => server.close(done));
    }
  }

  it('is its status and its text', async () => {
    const answer = await answeredBy((_, response) => response.writeHead(409).end('12\n'));
    expect(answer).toEqual({ status: 409, body: '12\n' });
    expect(await answeredBy((_, response) => response.end('a'.repeat(4096)))).toMatchObject({ status: 200 });
  });

  it('is none once it is longer than any signature, and the rest of it is not read', async () => {
    let sent = 0;
    const cut: Promise<unknown>[] = [];
    const answer = await answeredBy((_, response) => {
      const more = () => {
        if (response.destroyed) return;
        sent += 1024;
        response.write('a'.repeat(1024), () => setImmediate(more));
      };
      cut.push(new Promise((done) => response.on('close', done)));
      more();
    });
    expect(answer).toBeNull();
    expect(cut).toHaveLength(1);
    await Promise.all(cut);
    expect(sent).toBeLessThan(10_000_000);
  });

  it('is none from an address that leads elsewhere, or that nobody listens on', async () => {
    const elsewhere = { location: 'http://127.0.0.1:1/' };
    expect(await answeredBy((_, response) => response.writeHead(302, elsewhere).end())).toBeNull();
    expect(await postToWitness('http://127.0.0.1:1', 'body')).toBeNull();
  });
});
