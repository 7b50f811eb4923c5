import { expect, it } from '@jest/globals';
import { planElection } from '#shared/election/contract';
import type { ElectedBy } from '#shared/election/body';
import type { Session } from '#shared/identity/contract';
import * as contracts from '#shared/proxy/contract';
import { LegalDate } from '#shared/time';
import { rollOf } from '#test/registration/village';
import { rollRow } from '#test/roll/rows';
import { freshId, setup, type TestCounty, VILLAGE } from '#test/setup';
import { enter } from './people';

const NONE = '采取居民代表选举方式的，不实行委托投票（《中华人民共和国城市居民委员会组织法》第19条）。';

async function plan(county: TestCounty, clerk: Session, from: number, electedBy: ElectedBy): Promise<void> {
  const [electionDay, rollDay] = ['2027-01-05', '2026-12-10'].map((day) => LegalDate.parse(day));
  const body = {
    ...({ from, body: '居民委员会', term: 12, electedBy } as const),
    electionDay: electionDay!,
    rollDay: rollDay!,
  };
  await county.must(planElection, { params: { area: VILLAGE }, body }, clerk);
}

it('has no proxies where representatives elect, by the article, and lets none of before go on', async () => {
  const county = await setup();
  const clerk = await county.staff('committee', VILLAGE);
  await plan(county, clerk, 0, '户代表');
  await rollOf(
    county,
    VILLAGE,
    [1, 2, 3].map((n) => rollRow(n)),
    clerk,
  );
  const give = (principal: number, id = freshId()) =>
    enter(county, VILLAGE, id, clerk, {
      principal: rollRow(principal),
      agent: rollRow(3),
      askedOn: '2026-11-26',
    });
  const desk = () => county.must(contracts.readProxies, { params: { area: VILLAGE } }, clerk);
  const id = freshId();
  expect((await give(1, id)).value).toMatchObject({ state: 'consented' });
  expect(await desk()).not.toHaveProperty('none');

  await plan(county, clerk, 1, '居民代表');
  expect((await desk()).none).toBe(NONE);
  const refused = await give(2);
  expect(refused.code).toBe('proxy-none');
  expect(refused.text).toContain(NONE);
  const move = (to: 'checked' | 'withdrawn') =>
    county.send(contracts.moveProxy, { params: { area: VILLAGE, id }, body: { to } }, clerk);
  expect((await move('checked')).code).toBe('proxy-none');
  expect((await move('withdrawn')).value).toMatchObject({ state: 'withdrawn' });
});
