import { expect, it } from '@jest/globals';
import { proofReader } from '#functions/transparency/proofs';

const file = (text: string) => new TextEncoder().encode(text);

it('a proof is made once for a village that asks at the same moment, and again after ten minutes', async () => {
  let now = 0;
  let made = 0;
  const read = proofReader(
    () => Promise.resolve(file(`cosigned ${(made += 1)}`)),
    () => now,
  );
  expect(await Promise.all([read('leaf'), read('leaf')])).toEqual([file('cosigned 1'), file('cosigned 1')]);
  now = 599_999;
  expect(await read('leaf')).toEqual(file('cosigned 1'));
  now = 600_000;
  expect(await read('leaf')).toEqual(file('cosigned 2'));
});

it('one that is not there yet is asked for once a second', async () => {
  let now = 0;
  let asked = 0;
  const read = proofReader(
    () => Promise.resolve((asked += 1) > 1 ? file('there') : undefined),
    () => now,
  );
  expect(await read('leaf')).toBeUndefined();
  now = 999;
  expect(await read('leaf')).toBeUndefined();
  now = 1000;
  expect(await read('leaf')).toEqual(file('there'));
  expect(asked).toBe(2);
});

it('a database that failed is asked again by the next one', async () => {
  let asked = 0;
  const answer = () =>
    (asked += 1) > 1 ? Promise.resolve(file('there')) : Promise.reject(new Error('busy'));
  const read = proofReader(answer, () => 0);
  await expect(read('leaf')).rejects.toThrow('busy');
  expect(await read('leaf')).toEqual(file('there'));
});
