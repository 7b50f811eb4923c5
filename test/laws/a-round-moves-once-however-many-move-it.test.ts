import { beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { boardRoot } from '#shared/recommendation/board';
import { decodeClose } from '#shared/recommendation/close';
import * as contracts from '#shared/recommendation/contract';
import { recordHash } from '#shared/recommendation/record';
import { interleave } from '#test/interleave';
import * as r from '#test/recommendation/county';
import { runs } from '#test/runs';

let county: r.RoundCounty;
beforeAll(async () => {
  county = await r.roundCounty();
});

/** A round of one position that begins now. */
const draft = (seconds: number): contracts.RoundDraft => {
  const { now } = county.clock;
  return { ...r.roundDraft(), positions: r.POSITIONS.slice(0, 1), opens: now, closes: now + seconds };
};

it('closed by two at once it has one closing, over the board that stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { closes, ...rest } = draft(30);
      const round = await r.opened(county, { ...rest, closes });
      county.clock.now += 2;
      for (const i of [0, 1]) await r.recommend(county, round, i, [i]);
      await r.moveTo(county, closes);
      const moved = await interleave(county, scheduler, [county.runJobs, county.runJobs]);
      expect([...moved].sort()).toEqual([0, 1]);
      const { state } = await r.readRound(county, round);
      const close = decodeClose(bytesOf('closings' in state ? state.closings[0]! : ''))!;
      const params = { ...r.at(round), position: 13 as const, page: 0 };
      const { records } = await county.must(contracts.officeBoard, { params }, county.clerk);
      expect(close).toMatchObject({ records: 2, issued: 2, paper: 0 });
      expect(toBase64url(close.boardRoot)).toBe(
        toBase64url(boardRoot(records.map((record) => recordHash(bytesOf(record))))),
      );
      const person = await r.resident(county, 0);
      expect(
        (await county.send(contracts.myProof, { params: { ...r.at(round), position: 13 } }, person)).status,
      ).toBe(200);
    }),
    { numRuns: runs(3), endOnFailure: true },
  );
});

it('keys and endorsements given by all seats at once are all there, each told so or to try again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.scheduler(), async (first, second) => {
      const plan = draft(600);
      const round = await r.planned(county, plan);
      const seats = [1, 2, 3, 4];
      const give = (seat: number) => r.giveKeys(county, round, seat, plan.positions);
      const keys = await interleave(
        county,
        first,
        seats.map((seat) => () => give(seat)),
      );
      for (const [i, { code }] of keys.entries()) {
        expect([undefined, 'conflict']).toContain(code);
        if (code) expect((await give(i + 1)).code).toBeUndefined();
      }
      const endorsers = [0, ...seats];
      const sign = (seat: number) => r.giveEndorsement(county, round, seat);
      const signed = await interleave(
        county,
        second,
        endorsers.map((seat) => () => sign(seat)),
      );
      for (const [seat, { code }] of signed.entries()) {
        expect([undefined, 'conflict']).toContain(code);
        if (code) expect((await sign(seat)).code).toBeUndefined();
      }
      expect((await r.readRound(county, round)).state.kind).toBe('endorsed');
    }),
    { numRuns: runs(3), endOnFailure: true },
  );
});
