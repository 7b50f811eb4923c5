import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runRoundJobs } from '#functions/recommendation/jobs';
import { bytesOf, toBase64url } from '#shared/crypto/bytes';
import { boardRoot } from '#shared/recommendation/board';
import { decodeClose } from '#shared/recommendation/close';
import * as contracts from '#shared/recommendation/contract';
import * as paper from '#shared/recommendation/paper';
import { recordHash } from '#shared/recommendation/record';
import * as r from '#test/recommendation/county';
import { interleave } from '#test/interleave';
import { runs } from '#test/runs';

it('a record is acknowledged if and only if it is on the board, however casts and the closing interleave', async () => {
  const county = await r.roundCounty();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const positions = r.POSITIONS.slice(0, 1);
      const times = { opens: county.clock.now, closes: county.clock.now + 60 };
      const draft = { ...r.roundDraft(), positions, ...times };
      const round = await r.opened(county, draft);
      county.clock.now += 2;
      const sealed = [];
      for (const i of [0, 1, 2]) {
        const { place, ready } = await r.withToken(
          county,
          round,
          await r.resident(county, i),
          `${round} ${i}`,
        );
        sealed.push(r.value(paper.seal(ready, place, [i], r.fixed(`${round} ${i}`))));
      }
      // The ballot box's clock runs behind that of the jobs: only the gates keep a late record out.
      const closing = runRoundJobs.bind(undefined, { ...county.jobs, now: () => draft.closes });
      const casts = sealed.map((one) => () => r.send(county, round, one));
      const replies = (await interleave<unknown>(county, scheduler, [...casts, closing])).slice(
        0,
        3,
      ) as Awaited<ReturnType<(typeof casts)[number]>>[];

      await r.moveTo(county, draft.closes);
      const { state } = await r.readRound(county, round);
      const close = decodeClose(bytesOf('closings' in state ? state.closings[0]! : ''))!;
      const params = { ...r.at(round), position: 13 as const, page: 0 };
      const { records } = await county.must(contracts.officeBoard, { params }, county.clerk);
      const acknowledged = sealed.filter((_, i) => replies[i]!.status === 200).map(({ record }) => record);
      expect([...records].sort()).toEqual([...acknowledged].sort());
      expect(toBase64url(boardRoot(records.map((one) => recordHash(bytesOf(one)))))).toBe(
        toBase64url(close.boardRoot),
      );
      for (const reply of replies) expect(['round-closed', undefined]).toContain(reply.code);
      for (const one of sealed) {
        const late = await r.send(county, round, one);
        expect(late.code).toBe(acknowledged.includes(one.record) ? undefined : 'round-closed');
      }
    }),
    { numRuns: runs(4), endOnFailure: true },
  );
});
