import { describe, expect, it } from '@jest/globals';
import { signedBy } from '#verify/cosignature';
import { parseNote } from '#verify/note';
import { COSIGNER_TYPE, LOG_TYPE, parseVkey } from '#verify/vkey';
import { checkpointText, LOG, MORNING, signatureLine, testKey } from './log-writer';
import { base64, FORK, LEAVES, request, witnessDirectory } from './witness-at-work';

const { start } = witnessDirectory();

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

  it('says out loud that a county began a new log, and when it must have dropped leaves', async () => {
    const [second, third] = [testKey('localhost/log2', 1, 1), testKey('localhost/log3', 1, 1)];
    const elsewhere = testKey('elsewhere/log2', 1, 1);
    const { post, said } = await start([LOG.vkey, second.vkey, third.vkey, elsewhere.vkey]);
    await post(request(0, 12));
    await post(request(0, 12, LEAVES, elsewhere));
    await post(request(0, 9, LEAVES, second));
    await post(request(9, 15, LEAVES, second));
    await post(request(0, 20, LEAVES, third));
    expect(said).toEqual([
      'localhost/log1: cosigned, from 0 leaves to 12',
      'elsewhere/log2: cosigned, from 0 leaves to 12',
      'localhost/log2: cosigned, from 0 leaves to 9; A NEW LOG, AND SHORTER: at least 3 of the 12 leaves of localhost/log1 that were cosigned here are not in it',
      'localhost/log2: cosigned, from 9 leaves to 15',
      'localhost/log3: cosigned, from 0 leaves to 20; A NEW LOG: whether it holds the 15 leaves of localhost/log2 that were cosigned here, the audit says',
    ]);
  });
});
