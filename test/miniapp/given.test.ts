import { expect, it } from '@jest/globals';
import { scanOf } from '../../miniapp/src/identity/check-number';
import { givenBy } from '../../miniapp/src/platform/given';

const SECRET = 'S'.repeat(43);
const ADDRESS = `https://county.test/#/identity/approve/index?scan=${SECRET}`;

it.each([
  ['its own parameter', { scan: SECRET }],
  ['the whole address that WeChat hands on', { q: ADDRESS }],
  ['the address where the parameter is none', { scan: 'cut', q: ADDRESS }],
])('finds what a page was opened with in %s', (_, params) => {
  expect(givenBy(params, 'scan', scanOf)).toBe(SECRET);
});

it('finds nothing where neither names it', () => {
  expect(givenBy({ q: 'https://county.test/' }, 'scan', scanOf)).toBeUndefined();
  expect(givenBy({}, 'scan', scanOf)).toBeUndefined();
});
