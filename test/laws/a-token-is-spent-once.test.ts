import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inbox } from '#shared/tip/contract';
import type { HeldToken } from '#shared/token/asking';
import { resident, roundCounty } from '#test/recommendation/county';
import { caseOf, letter, type TipCounty, tipCounty, writer } from '#test/tip/case';
import { askTokens, create, runTokens, spendOn } from '#test/token/villager';

let place: TipCounty;
let tokens: HeldToken[];

beforeAll(async () => {
  place = await tipCounty();
  await roundCounty(Promise.resolve(place.county));
  await runTokens(place.county);
  const asked = [0, 1, 2].map(async (i) => askTokens(place.county, await resident(place.county, i)));
  tokens = (await Promise.all(asked)).flatMap((one) => one.tokens);
});

async function casesIn(bucket: 'verified' | 'other'): Promise<Set<string>> {
  const cases = new Set<string>();
  let after: string | undefined;
  do {
    const query = { bucket, ...(after !== undefined && { after }) };
    const page = await place.county.must(inbox, { params: place.town.office, query }, place.town.session);
    for (const line of page.lines) cases.add(line.case);
    after = page.next;
  } while (after !== undefined);
  return cases;
}

/** Letters that are sent at once: which of three tokens each spends, and how often it is sent. */
const letters = fc.array(fc.record({ token: fc.nat(2), times: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 6,
});

it('one letter stands with the verified for each token, whoever sends what how often and when; every letter stands', async () => {
  await fc.assert(
    fc.asyncProperty(letters, async (sending) => {
      // Tokens of one run are used by no other.
      const own = tokens.splice(0, 3);
      const written = sending.map(({ token, times }) => {
        const keys = writer();
        const record = letter(place, keys, place.town, '有人送米');
        return { keys, token, times, record, spend: spendOn(own[token]!, record) };
      });
      const replies = await Promise.all(
        written.flatMap(({ keys, record, spend, times }) =>
          Array.from({ length: times }, () => create(place.county, keys, record, spend)),
        ),
      );
      expect(replies.flatMap(({ code }) => code ?? [])).toEqual([]);
      const [verified, other] = [await casesIn('verified'), await casesIn('other')];
      for (const used of new Set(sending.map(({ token }) => token))) {
        const its = written.filter(({ token }) => token === used).map(({ keys }) => caseOf(keys));
        expect(its.filter((one) => verified.has(one))).toHaveLength(1);
        expect(its.every((one) => verified.has(one) !== other.has(one))).toBe(true);
      }
    }),
    { numRuns: 4 },
  );
});
