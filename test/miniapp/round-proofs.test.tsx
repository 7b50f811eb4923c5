import { expect, it, jest } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import type { PublicRound } from '#shared/recommendation/round';
import type { Standing } from '../../miniapp/src/platform/public-log';
import { render, settle } from './render';

const OPENS = Math.floor(Date.now() / 1000) - 7200;
jest.unstable_mockModule('../../miniapp/src/platform/public-log', () => ({
  proofOf: () => Promise.resolve({ ok: false, problem: { code: 'not-logged', title: '' } }),
  standingOf: () => Promise.resolve<Standing>({ kind: 'waiting', since: OPENS + 7200 }),
}));
globalThis.fetch = () => Promise.reject(new TypeError('no network'));

const { RoundHome } = await import('../../miniapp/src/recommendation/person/round');

/** A round of two positions that names no leaf of its rules. */
function round(state: PublicRound['state']): PublicRound {
  const leaves = { params: '', endorsements: '', close: null } as const;
  const fixed = { maxNames: 1, params: '', endorsements: '', close: null, leaves, totals: null };
  return {
    ...{ id: Id.parse('AAECAwQFBgcICQoLDA0ODw'), title: '村委会换届推荐', state },
    ...{ opens: OPENS, closes: OPENS + 86_400, area: AreaCode.parse('990101100201') },
    ...{ k: 3, trustees: [], eligible: 1, confirmed: null },
    positions: [
      { position: 11, ...fixed },
      { position: 13, ...fixed },
    ],
  };
}

async function page(state: PublicRound['state']): Promise<string[]> {
  const box = render(<RoundHome round={round(state)} now={OPENS + 7200} onOpen={() => undefined} />);
  await settle();
  return [...box.querySelectorAll('.note-title')].map((title) => title.textContent);
}

it('names each position, and says that the rules of an open round are overdue in the log', async () => {
  const words = '过了 2 小时，还没有存入公开日志';
  expect(await page('open')).toEqual(
    expect.arrayContaining([`村委会主任推荐的规则，${words}`, `村委会委员推荐的规则，${words}`]),
  );
});

it('says nothing of rules where a round was called off before it had any', async () => {
  expect((await page('cancelled')).join()).not.toContain('公开日志');
});
