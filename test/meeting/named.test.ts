import { expect, it } from '@jest/globals';
import type { MinutesText } from '#shared/meeting/contract';
import { doubtsOf, sayDoubt } from '#shared/meeting/named';
import { TEXT } from './text';

const ROLL = TEXT.items
  .flatMap(({ vote }) => (vote.kind === 'persons' ? vote.persons : []))
  .map(({ name }, i) => ({ name, group: `第${1 + (i % 3)}组` }));
const doubts = (
  text: Partial<MinutesText> = {},
  roll = ROLL,
  body: '村民委员会' | '居民委员会' = '村民委员会',
) => doubtsOf({ body, text: { ...TEXT, ...text } }, roll);
const persons = (
  people: readonly (readonly [name: string, group: string])[],
  about: MinutesText['items'][number]['about'] = 'B4',
): Pick<MinutesText, 'items'> => ({
  items: [
    {
      ...{ title: '推选', says: '', about },
      vote: {
        kind: 'persons',
        seats: 3,
        persons: people.map(([name, group]) => ({ name, group, votes: 9 })),
      },
    },
  ],
});

it('finds nothing to ask where everybody chosen stands on the roll once', () => {
  expect(doubts()).toEqual([]);
});

it('names who is not on the roll, and says what to do', () => {
  const [doubt, ...others] = doubts({}, ROLL.slice(1));
  expect([doubt, others]).toMatchObject([{ name: '李守田', why: 'unlisted' }, []]);
  expect(sayDoubt(doubt!)).toBe(
    '李守田：现在的选民名单上没有。先核对姓名；没有登记的，按规定补登；不是本村的人，会上要另推一位。',
  );
});

it('tells namesakes apart by the group that is written, or that meets', () => {
  const roll = [
    { name: '李守田', group: '第1组' },
    { name: '李守田', group: '第3组' },
  ];
  expect(doubts(persons([['李守田', '']]), roll)).toMatchObject([
    { why: 'namesakes', groups: ['第1组', '第3组'] },
  ]);
  expect(doubts(persons([['李守田', '三组']]), roll)).toEqual([]);
  expect(doubts(persons([['李守田', '第2组']]), roll)).toMatchObject([{ why: 'elsewhere' }]);
  const ofGroup = { kind: '村民小组会议', group: '第3组' } as const;
  expect(doubts({ ...ofGroup, ...persons([['李守田', '']], 'B10') }, roll)).toEqual([]);
  expect(doubts({ ...ofGroup, group: '第2组', ...persons([['李守田', '']], 'B10') }, roll)).toMatchObject([
    { why: 'elsewhere' },
  ]);
});

it('finds a name however its dot is written', () => {
  const roll = [{ name: '阿依努尔·买买提江', group: '第2组' }];
  expect(doubts(persons([['阿依努尔•买买提江', '']]), roll)).toEqual([]);
});

it('asks of a village’s supervisors, and not of a community’s, who may be its workers', () => {
  const chosen = persons([['外来人', '']], 'B25');
  expect(doubts(chosen)).toHaveLength(1);
  expect(doubts({ kind: '居民会议', ...chosen }, ROLL, '居民委员会')).toEqual([]);
  expect(doubts(persons([['外来人', '']], 'A10'))).toEqual([]);
});
