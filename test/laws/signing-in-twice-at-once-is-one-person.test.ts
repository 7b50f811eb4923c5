import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { renewSession, signInByWechat } from '#shared/identity/contract';
import { interleave } from '#test/interleave';
import { freshId, setup } from '#test/setup';

it('first sign-ins of one WeChat user make one person, and renewals of one token one next token, however they interleave', async () => {
  const county = await setup();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 3 }), async (scheduler, times) => {
      const openid = `twice-${freshId()}`;
      const many = Array.from({ length: times });
      const signIns = many.map(() => {
        const code = county.wechat.login({ openid });
        return () => county.must(signInByWechat, { body: { code } });
      });
      const sessions = await interleave(county, scheduler, signIns);
      expect(new Set(sessions.map(({ person }) => person)).size).toBe(1);

      const body = { refresh: sessions[0]!.refresh };
      const renewed = await interleave(
        county,
        scheduler,
        many.map(() => () => county.must(renewSession, { body })),
      );
      expect(new Set(renewed.map(({ refresh }) => refresh)).size).toBe(1);
      expect(renewed[0]!.refresh).not.toBe(body.refresh);
    }),
    { numRuns: 20 },
  );
});
