import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FROZEN, emptyPage, frozenPages, pageOf, withPublished } from '#functions/notice/pages';
import type { NoticeLine, NoticePage } from '#shared/notice/notice';
import * as contracts from '#shared/notice/contract';
import { interleave } from '#test/interleave';
import { drafted, linesOf, noticeText, pagesOf, published } from '#test/notice/writing';
import { runs } from '#test/runs';
import { setup, VILLAGE } from '#test/setup';

const line = (ordinal: number): NoticeLine => ({
  id: String(ordinal) as NoticeLine['id'],
  area: VILLAGE,
  title: `第${ordinal}份`,
  issuer: '枣坪村村民选举委员会',
  stage: 1,
  version: 1,
  state: 'published',
  publishedAt: ordinal,
  changedAt: ordinal,
});

const statusOf = async (reply: Promise<{ status: number }>) => (await reply).status;

it('whatever number is published, the pages hold all of them once, newest first, frozen at 20', () => {
  const pages = new Map<number, NoticePage>();
  let newest = emptyPage(VILLAGE);
  for (let count = 1; count <= 400; count += 1) {
    const next = withPublished(newest, line(count));
    if (next.frozen) pages.set(next.frozen.page, next.frozen);
    newest = next.newest;
    expect(newest.page).toBe(frozenPages(count) + 1);
    expect([...pages.keys()]).toEqual(Array.from({ length: newest.page - 1 }, (_, i) => i + 1));
    const all = [newest, ...[...pages.values()].reverse()].flatMap((page) => page.notices);
    expect(all.map((one) => Number(one.id))).toEqual(Array.from({ length: count }, (_, i) => count - i));
    expect(newest.notices.length < 2 * FROZEN && (count < FROZEN || newest.notices.length >= FROZEN)).toBe(
      true,
    );
    for (const page of [newest, ...pages.values()])
      for (const one of page.notices) expect(pageOf(Number(one.id), count)).toBe(page.page);
  }
});

it('however publications, corrections and withdrawals interleave, the list holds every notice once', async () => {
  const county = await setup();
  const params = { area: VILLAGE };
  const seen: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.nat(), async (scheduler, which) => {
      const clerk = await county.staff('committee', VILLAGE);
      for (let i = seen.length; i < 37; i += 1) seen.push(await published(county, clerk, VILLAGE));
      const drafts = [await drafted(county, clerk, VILLAGE), await drafted(county, clerk, VILLAGE)];
      const publish = drafts.map((id) => () => {
        const sent = { params: { ...params, id }, body: { revision: 1 } };
        return statusOf(county.send(contracts.publishNotice, sent, clerk));
      });
      const old = { ...params, id: seen[which % seen.length]! as NoticeLine['id'] };
      const { revision } = await county.must(contracts.officeNotice, { params: old }, clerk);
      const reason = `更正 ${revision}`;
      const body = { revision, text: noticeText({ title: `更正 ${revision}` }), reason };
      const correct = () => statusOf(county.send(contracts.correctNotice, { params: old, body }, clerk));
      expect(await interleave(county, scheduler, [...publish, correct])).toEqual([200, 200, 200]);
      seen.push(...drafts);
      county.clock.now += 2;
      const lines = await linesOf(county, VILLAGE);
      expect(lines.map((one) => one.id).sort()).toEqual([...seen].sort());
      expect(lines.find((one) => one.id === old.id)?.reason).toBe(reason);
      for (const page of (await pagesOf(county, VILLAGE)).slice(1)) expect(page.notices).toHaveLength(FROZEN);
    }),
    { numRuns: runs(10), endOnFailure: true },
  );
});
