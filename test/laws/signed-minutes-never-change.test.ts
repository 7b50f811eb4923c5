import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AreaCode } from '#shared/area/code';
import {
  correctMinutes,
  draftMinutes,
  type Minutes,
  readMinutes,
  signMinutes,
} from '#shared/meeting/contract';
import * as rules from '#shared/meeting/rules';
import { LegalDate } from '#shared/time';
import { interleave } from '#test/interleave';
import { planned } from '#test/meeting/minutes';
import { TEXT } from '#test/meeting/text';
import { runs } from '#test/runs';
import { freshId, setup, VILLAGE } from '#test/setup';

const TODAY = LegalDate.parse('2026-11-26');
const SIGNING = { today: TODAY, by: undefined };
const ELECTION = { body: '村民委员会', term: 12 } as const;

type Act = { do: 'draft' | 'sign' | 'correct'; from: number; present: number };
const acts = fc.array(
  fc.record({
    do: fc.constantFrom<Act['do']>('draft', 'sign', 'correct'),
    from: fc.nat(6),
    present: fc.integer({ min: 21, max: 24 }),
  }),
  { maxLength: 14 },
);

it('whatever is done with minutes, a version that was signed stays as it was', () => {
  fc.assert(
    fc.property(acts, (done) => {
      const id = freshId();
      const place = { id, area: AreaCode.parse(VILLAGE) };
      let stands: Minutes | undefined;
      const versions = new Map<number, string>();
      for (const { do: what, from, present } of done) {
        const text = { ...TEXT, present };
        const next =
          what === 'draft'
            ? rules.draftMinutes(stands, ELECTION, { ...place, from }, text)
            : what === 'sign'
              ? rules.signMinutes(stands, from, SIGNING)
              : rules.correctMinutes(stands, from, { text, reason: '核对过原件' }, SIGNING);
        if (!next.ok) continue;
        stands = next.value;
        if (stands.state === 'draft') {
          expect(versions.size).toBe(0);
          continue;
        }
        const said = JSON.stringify(stands.text);
        expect(versions.get(stands.version) ?? said).toBe(said);
        versions.set(stands.version, said);
        expect([...versions.keys()]).toEqual(Array.from({ length: stands.version }, (_, i) => i + 1));
      }
    }),
  );
});

it('of a signing, a rewriting and two corrections at once, each version is kept and numbered once', async () => {
  const county = await setup();
  const clerks = await Promise.all([0, 1].map(() => county.staff('committee', VILLAGE)));
  await planned(county, VILLAGE, clerks[0]!);
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const params = { area: VILLAGE, id: freshId() };
      await county.must(draftMinutes, { params, body: { from: 0, text: TEXT } }, clerks[0]);
      const correct = (present: number, as: number) => () => {
        const body = { from: 2, text: { ...TEXT, present }, reason: '核对过原件' };
        return county.send(correctMinutes, { params, body }, clerks[as]);
      };
      const rewrite = () =>
        county.send(draftMinutes, { params, body: { from: 1, text: { ...TEXT, present: 21 } } }, clerks[1]);
      const sign = () => county.send(signMinutes, { params, body: { from: 1 } }, clerks[0]);
      const replies = await interleave<{ status: number }>(county, scheduler, [
        sign,
        rewrite,
        correct(23, 0),
        correct(24, 1),
      ]);
      const { minutes, earlier } = await county.must(readMinutes, { params }, clerks[0]);
      expect(replies.slice(0, 2).filter(({ status }) => status === 200)).toHaveLength(1);
      expect(replies.slice(2).filter(({ status }) => status === 200).length).toBe(earlier.length);
      expect(earlier.length).toBeLessThanOrEqual(1);
      if (earlier[0]) expect(earlier[0].text).toEqual(TEXT);
      const events = await county.dynamo.query('ledger', { PK: `AUDIT#MINUTES#${params.id}` });
      expect(events).toHaveLength(minutes.revision);
    }),
    { numRuns: runs(8) },
  );
});
