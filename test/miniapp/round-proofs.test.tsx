import { expect, it, jest } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { toBase64url } from '#shared/crypto/bytes';
import { Id } from '#shared/ids';
import { encodeParams, KIND, roundNumber } from '#shared/recommendation/params';
import type { Position } from '#shared/recommendation/position';
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

const AREA = AreaCode.parse('990101100201');
const ID = Id.parse('AAECAwQFBgcICQoLDA0ODw');
const key = (fill: number) => new Uint8Array(32).fill(fill);

/** The rules of one position, as they were endorsed. */
function rules(position: Position): string {
  return toBase64url(
    encodeParams({
      ...{ area: AREA, round: roundNumber(ID), position, kind: KIND, opens: OPENS, closes: OPENS + 86_400 },
      ...{ maxNames: 1, eligible: 1, eligibleHash: key(1), electorate: 9, k: 2, committeeKey: key(9) },
      rsaN: new Uint8Array(256).fill(201),
      trustees: [1, 2, 3].map((id) => ({ id, publicKey: key(id), signKey: key(id + 3) })),
    }),
  );
}

/** A round of two positions that names no leaf of its rules. */
function round(state: PublicRound['state']): PublicRound {
  const leaves = { params: '', endorsements: '', close: null } as const;
  const fixed = { maxNames: 1, endorsements: '', close: null, leaves, totals: null };
  return {
    ...{ id: ID, title: '村委会换届推荐', state, opens: OPENS, closes: OPENS + 86_400, area: AREA },
    ...{ k: 2, trustees: [], eligible: 1, confirmed: null },
    positions: ([11, 13] as const).map((position) => ({ position, params: rules(position), ...fixed })),
  };
}

async function page(state: PublicRound['state'], change: Partial<PublicRound> = {}): Promise<string[]> {
  const shown = { ...round(state), ...change };
  const box = render(<RoundHome round={shown} now={OPENS + 7200} onOpen={() => undefined} />);
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

it.each([
  ['another closing time', { closes: OPENS + 90_000 }],
  ['fewer trustees to open it', { k: 1 }],
  ['another number of people', { eligible: 2 }],
])('says in red that the page shows %s than the rules that were endorsed', async (_, change) => {
  const words = '这里写的和存进公开日志的规则不一样';
  expect((await page('open', change)).filter((title) => title === words)).toHaveLength(2);
});
