import { expect, it } from '@jest/globals';
import { groupOf } from '#shared/roll/line';

it.each(['2', '02', '二', '2组', '二组', '第2组', '第二组', '第二小组', '二村民小组'])(
  'is one group, however it is written: %s',
  (written) => {
    expect(groupOf(written)).toBe('第2组');
  },
);

it.each([
  ['十', '第10组'],
  ['十二组', '第12组'],
  ['第二十组', '第20组'],
  ['第二十一组', '第21组'],
  ['99', '第99组'],
])('reads a number as people write it: %s', (written, group) => {
  expect(groupOf(written)).toBe(group);
});

it.each(['王家组', '东头', '0', '第零组', '123', '二队', '十十组', ''])(
  'leaves any other name as it is: %s',
  (name) => {
    expect(groupOf(name)).toBe(name);
  },
);
