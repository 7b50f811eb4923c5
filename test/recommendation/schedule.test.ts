import { beforeAll, expect, it } from '@jest/globals';
import type { Key } from '#functions/platform/item';
import * as r from './county';

let county: r.RoundCounty;
beforeAll(async () => {
  county = await r.roundCounty();
});

it('closes the others when one round cannot be closed, and logs which', async () => {
  const broken = await r.opened(county, { ...r.roundDraft(), closes: r.roundDraft().opens + 1000 });
  const healthy = await r.opened(county, { ...r.roundDraft(), closes: r.roundDraft().opens + 1001 });
  const key: Key = { PK: `GATE#${broken}#13`, SK: '3' };
  const gate = await county.dynamo.get('ballots', key);
  await county.dynamo.transact([{ kind: 'delete', table: 'ballots', key }]);
  await r.moveTo(county, r.roundDraft().opens + 1001);
  await expect(county.runJobs()).rejects.toThrow('rounds left where they were');
  expect((await r.readRound(county, healthy)).state.kind).toBe('closed');
  expect((await r.readRound(county, broken)).state.kind).toBe('open');
  const failed = county.logged.filter(({ event }) => event === 'due-failed');
  expect(failed).toMatchObject([{ boundary: 'jobs', level: 'error', kind: 'round-close', id: broken }]);

  await county.dynamo.transact([{ kind: 'put', table: 'ballots', item: { ...key, ...gate } }]);
  expect(await county.runJobs()).toBe(1);
  expect((await r.readRound(county, broken)).state.kind).toBe('closed');
});
