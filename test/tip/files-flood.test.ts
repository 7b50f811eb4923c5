import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { keepPiece, piecesThere } from '#functions/tip/file-items';
import { endWaiting, type Pace } from '#functions/tip/file-end-store';
import { endFiles } from '#functions/tip/jobs';
import { platformOf } from '#local/boundaries';
import { toBase64url } from '#shared/crypto/bytes';
import type { Id } from '#shared/ids';
import { keepCasePiece, tipline } from '#shared/tip/contract';
import { ZERO_HASH } from '#shared/tip/head';
import type { Fault, Try } from '#test/faults';
import { freshId } from '#test/setup';
import { bytes, caseOf, letter, mailbox, newCase, sent, tipCounty, type TipCounty, writer } from './case';
import { sealFile } from './files';
import { ABOUT } from './moves';

let place: TipCounty;
beforeAll(async () => {
  place = await tipCounty();
});
beforeEach(() => {
  delete place.county.hooks.fault;
});

/** Long ago. */
const DAY = 1;
const jobs = () => platformOf(place.county.wiring, 'jobs');
const waiting = () => place.county.dynamo.query('files', { PK: 'WAITING' });
const text = (one: Try) => JSON.stringify(one.input);

/** Files that nobody will name, each under a mailbox of its own. */
async function flood(count: number, pieces = 1): Promise<{ caseId: Id; file: Id }[]> {
  const left = Array.from({ length: count }, () => ({ caseId: freshId(), file: freshId() }));
  for (const { caseId, file } of left) {
    for (let piece = 0; piece < pieces; piece += 1) {
      const kept = {
        place: { caseId, file, piece },
        side: 0,
        pieces,
        hash: bytes(32),
        sealed: bytes(9),
      } as const;
      await place.county.dynamo.transact(keepPiece({ ...kept, day: DAY }, piece === 0));
    }
  }
  return left;
}

/** Ends without a rest, until it was asked so often whether it is over. */
function pace(asks = Infinity): Pace & { rests: number } {
  let asked = 0;
  const own = {
    rests: 0,
    rest: () => Promise.resolve(void (own.rests += 1)),
    isOver: () => (asked += 1) > asks,
  };
  return own;
}

/** Fails the tries of which `meets` is true, and counts them. */
function failing(fault: Fault, meets: (one: Try) => boolean, times = Infinity) {
  const met = { tries: 0 };
  place.county.hooks.fault = (one) => {
    if (!meets(one)) return undefined;
    met.tries += 1;
    return met.tries <= times ? fault : undefined;
  };
  return met;
}

describe('files that nobody names', () => {
  it('end, many of them, when one fails; it is tried again the next time', async () => {
    const left = await flood(60);
    const stuck = left[7]!;
    failing('throttled', (one) => one.command === 'DeleteItemCommand' && text(one).includes(stuck.file));
    expect(await endWaiting(jobs().dynamo, DAY, pace())).toEqual({ ended: 59, failed: 1 });
    expect(await waiting()).toMatchObject([stuck].map(({ caseId, file }) => ({ case: caseId, file })));
    delete place.county.hooks.fault;
    expect(await endWaiting(jobs().dynamo, DAY, pace())).toEqual({ ended: 1, failed: 0 });
    for (const { caseId, file } of left) {
      const piece = { PK: `PIECE#${caseId}#${file}`, SK: '00' };
      expect(await place.county.dynamo.get('files', piece)).toBeUndefined();
    }
    expect(await waiting()).toEqual([]);
  });

  it('get fewer with each run that is over before all are gone', async () => {
    await flood(70);
    const counts = [70];
    while (counts.at(-1)! > 0) {
      await endWaiting(jobs().dynamo, DAY, pace(50));
      counts.push((await waiting()).length);
      expect(counts.at(-1)).toBeLessThan(counts.at(-2)!);
    }
    expect(counts.length).toBeGreaterThan(2);
  });

  it('end in the middle of one that a run broke off, with a rest after each piece', async () => {
    const [one] = await flood(1, 4);
    const first = pace(3);
    expect(await endWaiting(jobs().dynamo, DAY, first)).toEqual({ ended: 0, failed: 0 });
    expect([first.rests, (await waiting()).length]).toEqual([2, 1]);
    const pieces = await place.county.dynamo.query('files', { PK: `PIECE#${one!.caseId}#${one!.file}` });
    expect(pieces.map(({ SK }) => SK)).toEqual(['02', '03']);
    expect(await endWaiting(jobs().dynamo, DAY, pace())).toEqual({ ended: 1, failed: 0 });
    expect(await place.county.dynamo.query('files', { PK: `FILES#${one!.caseId}` })).toMatchObject([
      { SK: 'USED#0', pieces: 0 },
    ]);
  });

  it('that could not end are counted in the log, and named nowhere', async () => {
    const [stuck] = await flood(2);
    place.county.logged.length = 0;
    failing('hurried', (one) => one.command === 'DeleteItemCommand' && text(one).includes(stuck!.file));
    expect(await endFiles(jobs())).toBe(1);
    const line = { boundary: 'jobs', level: 'error', event: 'files-not-ended', failed: 1, ended: 1 };
    expect(place.county.logged).toEqual([line]);
    delete place.county.hooks.fault;
    expect(await endFiles(jobs())).toBe(1);
  });

  it('have as many pieces as lie there', () => {
    const file = { side: 0 as const, pieces: 4, day: DAY, h0: bytes(32), h2: bytes(32) };
    expect(piecesThere(file)).toEqual([0, 2]);
  });
});

describe('where the table has no room for another write', () => {
  const isWrite = (one: Try) => one.command === 'TransactWriteItemsCommand';
  const photo = () => sealFile(bytes(900));

  it.each(['transaction-throttled', 'throttled', 'hurried'] as const)(
    'a piece of a writer is answered at once, after one try, and taken when it comes again (%s)',
    async (fault) => {
      const body = { do: 'put' as const, ...mailbox(writer()), ...photo().sent[0]! };
      const met = failing(fault, isWrite);
      expect((await place.county.send(tipline, { body })).code).toBe('busy');
      expect(met.tries).toBe(1);
      delete place.county.hooks.fault;
      expect((await place.county.send(tipline, { body })).value).toEqual({ piece: '' });
    },
  );

  it('a letter is tried again, and so is a piece of the office', async () => {
    const keys = writer();
    const letters = failing('transaction-throttled', isWrite, 3);
    const record = sent(letter(place, keys, place.town, '一封信', { seq: 0, prev: ZERO_HASH }, ABOUT));
    const body = { do: 'create' as const, ...mailbox(keys), tag: toBase64url(keys.tag), record };
    expect((await place.county.send(tipline, { body })).code).toBeUndefined();
    expect(letters.tries).toBe(4);
    delete place.county.hooks.fault;
    const params = { ...place.town.office, case: caseOf(await newCase(place, place.town)) };
    const pieces = failing('throttled', isWrite, 3);
    const kept = await place.county.send(
      keepCasePiece,
      { params, body: photo().sent[0]! },
      place.town.session,
    );
    expect([kept.code, pieces.tries]).toEqual([undefined, 4]);
  });
});
