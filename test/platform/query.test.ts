import { expect, it } from '@jest/globals';
import { put } from '#functions/platform/item';
import { setup } from '#test/setup';

it('tells keys apart that differ only in case, and finds all that begin so', async () => {
  const { dynamo } = await setup();
  const keys = ['NOTICE#a#1', 'NOTICE#a#2', 'NOTICE#A#1', 'NOTICE#a', 'NOTICE#a公', 'NOTICE#b'];
  await dynamo.transact(keys.map((SK) => put('affairs', { PK: 'P', SK })));
  const begins = async (prefix: string) =>
    (await dynamo.query('affairs', { PK: 'P', begins: prefix })).map((item) => item['SK']);
  expect(await begins('NOTICE#a#')).toEqual(['NOTICE#a#1', 'NOTICE#a#2']);
  expect(await begins('NOTICE#A')).toEqual(['NOTICE#A#1']);
  expect(await begins('NOTICE#a')).toEqual(['NOTICE#a', 'NOTICE#a#1', 'NOTICE#a#2', 'NOTICE#a公']);
});
