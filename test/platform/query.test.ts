import { beforeAll, expect, it } from '@jest/globals';
import { put } from '#functions/platform/item';
import type { Dynamo, Range } from '#functions/platform/dynamo';
import { setup } from '#test/setup';

let dynamo: Dynamo;
const KEYS = ['NOTICE#A#1', 'NOTICE#a', 'NOTICE#a#1', 'NOTICE#a#2', 'NOTICE#a公', 'NOTICE#b'];
beforeAll(async () => {
  ({ dynamo } = await setup());
  await dynamo.transact(KEYS.map((SK) => put('affairs', { PK: 'P', SK })));
});

const found = async (range: Omit<Range, 'PK'>) =>
  (await dynamo.query('affairs', { PK: 'P', ...range })).map((item) => item['SK']);

it('tells keys apart that differ only in case, and finds all that begin so', async () => {
  expect(await found({ begins: 'NOTICE#a#' })).toEqual(['NOTICE#a#1', 'NOTICE#a#2']);
  expect(await found({ begins: 'NOTICE#A' })).toEqual(['NOTICE#A#1']);
  expect(await found({ begins: 'NOTICE#a' })).toEqual(KEYS.slice(1, 5));
});

it('finds what follows any key a person may send, in or out of the range, forwards and backwards', async () => {
  const begins = 'NOTICE#a';
  expect(await found({ begins, after: 'NOTICE#a#1' })).toEqual(KEYS.slice(3, 5));
  expect(await found({ begins, after: 'A' })).toEqual(KEYS.slice(1, 5));
  expect(await found({ begins, after: 'Z' })).toEqual([]);
  expect(await found({ begins, after: 'NOTICE#a#1', newest: true })).toEqual(['NOTICE#a']);
  expect(await found({ begins, after: 'A', newest: true })).toEqual([]);
  expect(await found({ begins, after: 'Z', newest: true })).toEqual(KEYS.slice(1, 5).reverse());
  expect(await found({ upTo: 'NOTICE#a', after: 'NOTICE#A#1' })).toEqual(['NOTICE#a']);
  expect(await found({ upTo: 'NOTICE#a', after: 'NOTICE#b' })).toEqual([]);
});
