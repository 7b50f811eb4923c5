import { beforeAll, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  acceptInvitation,
  approveDesk,
  claimDesk,
  invite,
  openDesk,
  renewSession,
  type Session,
  signInByWechat,
} from '#shared/identity/contract';
import { interleave } from '#test/interleave';
import { runs } from '#test/runs';
import { COUNTY, freshId, type Reply, setup, type TestCounty, VILLAGE } from '#test/setup';

let county: TestCounty;
beforeAll(async () => {
  county = await setup();
});

type Outcome = Pick<Reply<typeof openDesk>, 'status' | 'code'>;
const outcome = ({ status, code }: Outcome) => code ?? String(status);

/** Two do at once what only one may, in every order of their calls: one is served, the other is told why not. */
async function onlyOne(
  others: readonly string[],
  make: () => Promise<readonly (() => Promise<Outcome>)[]>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const replies = await interleave(county, scheduler, await make());
      const [first, ...rest] = replies.map(outcome).sort();
      expect(['200', '204']).toContain(first);
      for (const one of rest) expect(others).toContain(one);
    }),
    { numRuns: runs(10), endOnFailure: true },
  );
}

it('an invitation taken by two at once gives its role to one of them', async () => {
  let people: Session[] = [];
  let code = '';
  await onlyOne(['invitation-unknown'], async () => {
    const inviter = await county.staff('county', COUNTY);
    const body = { id: freshId(), role: 'observer', name: '监督' } as const;
    ({ code } = await county.must(invite, { params: { area: VILLAGE }, body }, inviter));
    people = [await county.person(`a ${code}`), await county.person(`b ${code}`)];
    return people.map((person) => () => county.send(acceptInvitation, { body: { code } }, person));
  });
  const renewed = await Promise.all(
    people.map(({ refresh }) => county.must(renewSession, { body: { refresh } })),
  );
  expect(renewed.map(({ grants }) => grants.length).sort()).toEqual([0, 1]);
});

it('a desk claimed twice at once opens one session', async () => {
  await onlyOne(['desk-gone'], async () => {
    const { scan, secret } = await county.must(openDesk, { body: {} });
    await county.must(approveDesk, { body: { scan } }, await county.person('approver'));
    const claim = () => county.send(claimDesk, { body: { secret } });
    return [claim, claim];
  });
});

it('a desk approved by two at once is one’s', async () => {
  await onlyOne(['desk-gone'], async () => {
    const { scan } = await county.must(openDesk, { body: {} });
    const people = [await county.person('one'), await county.person('other')];
    return people.map((person) => () => county.send(approveDesk, { body: { scan } }, person));
  });
});

it('a session renewed twice at once goes on as one, which both are told of: a reply may be lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const { refresh } = await county.person(`renews ${freshId()}`);
      const renew = () => county.must(renewSession, { body: { refresh } });
      const renewed = await interleave(county, scheduler, [renew, renew, renew]);
      const tokens = new Set(renewed.map((session) => session.refresh));
      expect([tokens.size, tokens.has(refresh)]).toEqual([1, false]);
    }),
    { numRuns: runs(10), endOnFailure: true },
  );
});

it('a login code sent twice at once signs in once', async () => {
  await onlyOne(['wechat-code'], () => {
    const code = county.wechat.login({ openid: `code ${freshId()}` });
    const signIn = () => county.send(signInByWechat, { body: { code } });
    return Promise.resolve([signIn, signIn]);
  });
});

it('two first sign-ins of one WeChat user at once are both the same person', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const openid = `first ${freshId()}`;
      const signIn = () => county.send(signInByWechat, { body: { code: county.wechat.login({ openid }) } });
      const replies = await interleave(county, scheduler, [signIn, signIn]);
      expect(replies.map(outcome)).toEqual(['200', '200']);
      expect(new Set(replies.map(({ value }) => value?.person)).size).toBe(1);
    }),
    { numRuns: runs(10), endOnFailure: true },
  );
});
