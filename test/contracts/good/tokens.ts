import { toBase64url } from '#shared/crypto/bytes';
import { ASKING_RANDOM_BYTES, blindedTokens } from '#shared/token/asking';
import * as contracts from '#shared/token/contract';
import { monthOf } from '#shared/token/month';
import { tipline } from '#shared/tip/contract';
import * as r from '#test/recommendation/county';
import { bytes, letter, writer } from '#test/tip/case';
import { askTokens, issuerNow, opening, runTokens, spendOn } from '#test/token/villager';
import type { World } from '../world';
import { type Good, good, inCounty, village } from './request';

const monthNow = async ({ county }: World): Promise<number> => {
  await runTokens(county);
  return monthOf(county.clock.now);
};

/** A phone asks with the same bytes again, however often the request is made anew. */
const DRAWN = bytes(ASKING_RANDOM_BYTES);

/** Villagers' tokens: their key, their issuing, and a letter that spends one. */
export const TOKEN: Good[] = [
  good(contracts.tokenIssuer, async (w) => ({ params: { ...inCounty, month: await monthNow(w) } })),
  good(contracts.issueVillagerTokens, async (w) => {
    const month = await monthNow(w);
    const blinded = blindedTokens(await issuerNow(w.county), bytes(ASKING_RANDOM_BYTES))!;
    const body = { blinded: blinded.map(toBase64url) };
    return { params: { ...village, month }, body, as: await r.resident(w.county, 6) };
  }),
  good(
    tipline,
    async (w) => {
      await monthNow(w);
      const { tokens } = await askTokens(w.county, await r.resident(w.county, 2), DRAWN);
      const keys = writer();
      const record = letter(w.tips, keys, w.tips.town, '有人送米拉票');
      return opening(keys, record, spendOn(tokens[0]!, record));
    },
    'create with a token',
  ),
];
