import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openJobs } from '#functions/jobs';
import { putDue } from '#functions/platform/due';
import { localEnvelope } from '#functions/platform/envelope';
import type { Item } from '#functions/platform/item';
import { keyedPlatformOf } from '#local/boundaries';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import * as contracts from '#shared/notice/contract';
import { interleave } from '#test/interleave';
import { runs } from '#test/runs';
import { COUNTY, freshId, setup, type TestCounty, VILLAGE } from '#test/setup';
import { drafted, linesOf } from './writing';

let county: TestCounty;
let clerk: Session;
beforeAll(async () => {
  county = await setup();
});

/** A runner of the schedules, as one function in the cloud: two of them are two machines. */
function runner() {
  return openJobs({
    ...keyedPlatformOf(county.wiring, 'jobs'),
    sealEnvelope: localEnvelope(county.wiring.secrets.envelope).seal,
    forgetCastingOrder: () => Promise.resolve(),
    transparency: county.wiring.transparency,
    signed: county.wiring.signed,
  });
}

const at = (id: Id) => ({ params: { area: VILLAGE, id } });

async function scheduled(seconds: number): Promise<Id> {
  const id = await drafted(county, clerk, VILLAGE);
  const body = { revision: 1, publishAt: county.clock.now + seconds };
  await county.must(contracts.publishNotice, { ...at(id), body }, clerk);
  return id;
}

async function expectOnce(ids: readonly Id[]): Promise<void> {
  county.clock.now += 2;
  const lines = await linesOf(county, VILLAGE);
  for (const id of ids) {
    expect(lines.filter((line) => line.id === id)).toHaveLength(1);
    const { state, revision } = await county.must(contracts.officeNotice, at(id), clerk);
    expect([state.kind, revision]).toEqual(['published', 3]);
  }
}

it('publishes nothing before its time, and each notice at it', async () => {
  clerk = await county.staff('committee', VILLAGE);
  const ids = [await scheduled(60), await scheduled(60)];
  const later = await scheduled(120);
  await runner().notices();
  expect(await linesOf(county, VILLAGE)).toEqual([]);
  county.clock.now += 60;
  await runner().notices();
  await expectOnce(ids);
  expect((await county.must(contracts.officeNotice, at(later), clerk)).state.kind).toBe('scheduled');
});

it('publishes each notice once however two runners and a person interleave', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, byHand) => {
      clerk = await county.staff('committee', VILLAGE);
      const ids = [await scheduled(30), await scheduled(30)];
      county.clock.now += 30;
      const [first, second] = [runner(), runner()];
      const publish = { ...at(ids[0]!), body: { revision: 2 } };
      const replies: number[] = [];
      const hand = async () => {
        replies.push((await county.send(contracts.publishNotice, publish, clerk)).status);
      };
      await interleave(county, scheduler, [first.notices, second.notices, ...(byHand ? [hand] : [])]);
      for (const status of replies) expect([200, 409]).toContain(status);
      await expectOnce(ids);
      const due = await county.dynamo.query('affairs', { PK: `DUE#${county.wiring.county}#notice` });
      expect(due.filter((one) => ids.some((id) => id === one['id']))).toEqual([]);
    }),
    { numRuns: runs(10) },
  );
});

it('takes back or publishes, never both, when its time comes while somebody takes it back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      clerk = await county.staff('committee', VILLAGE);
      const id = await scheduled(30);
      county.clock.now += 30;
      const { notices } = runner();
      let taken: number | undefined;
      const back = async () => {
        taken = (await county.send(contracts.unscheduleNotice, { ...at(id), body: { revision: 2 } }, clerk))
          .status;
      };
      await interleave(county, scheduler, [notices, back]);
      county.clock.now += 2;
      const { state } = await county.must(contracts.officeNotice, at(id), clerk);
      expect([taken, state.kind]).toEqual(taken === 200 ? [200, 'draft'] : [409, 'published']);
      expect((await linesOf(county, VILLAGE)).some((line) => line.id === id)).toBe(taken !== 200);
    }),
    { numRuns: runs(8) },
  );
});

it('publishes the others when one cannot be published', async () => {
  clerk = await county.staff('committee', VILLAGE);
  const ids = [await scheduled(30), await scheduled(30)];
  county.clock.now += 30;
  const [broken] = await county.dynamo.query('affairs', {
    PK: `VILLAGE#${VILLAGE}`,
    begins: `NOTICE#${ids[0]}#v`,
  });
  const key = { PK: String(broken!['PK']), SK: String(broken!['SK']) };
  await county.dynamo.transact([{ kind: 'put', table: 'affairs', item: { ...key, text: 'broken' } }]);
  await expect(runner().notices()).rejects.toThrow('notices left unpublished');
  expect(county.logged).toContainEqual(
    expect.objectContaining({ boundary: 'jobs', event: 'due-failed', kind: 'notice', id: ids[0] }),
  );
  await expectOnce([ids[1]!]);
  await county.dynamo.transact([{ kind: 'put', table: 'affairs', item: broken as Item }]);
});

it('publishes behind any number of marks that nothing waits for, and strikes those off', async () => {
  const marks = Array.from({ length: 150 }, () => {
    return putDue(COUNTY, { at: 1, kind: 'notice', area: VILLAGE, id: freshId() });
  });
  await county.dynamo.transact(marks.slice(0, 100));
  await county.dynamo.transact(marks.slice(100));
  clerk = await county.staff('committee', VILLAGE);
  const ids = [await scheduled(30)];
  county.clock.now += 30;
  await runner().notices();
  await expectOnce(ids);
  expect(await county.dynamo.query('affairs', { PK: `DUE#${COUNTY}#notice` })).toEqual([]);
});
