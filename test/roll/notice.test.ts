import { describe, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { Publication, RollPublication } from '#shared/roll/contract';
import { rollNotice } from '#shared/roll/notice';
import { byGroup, setName } from '#shared/roll/printed';

const publication = Publication.parse({
  area: AreaCode.parse('990101100201'),
  term: 12,
  number: 1,
  version: 3,
  entries: 5,
  groups: [
    { name: '第1组', entries: 3, pages: 1 },
    { name: '第2组', entries: 2, pages: 1 },
  ],
  publishedAt: 1_795_000_000,
  firstDay: '2026-11-28',
  leaf: 'A'.repeat(43),
  document: 'AAAA',
});
const of = RollPublication.parse({
  law: { electionDay: '2026-12-27', last: '2026-12-07', basis: '村组法(2025) 第17条', words: '……' },
  body: '村民委员会',
  term: 12,
  cited: '《中华人民共和国村民委员会组织法》第17条',
  window: { first: '2026-11-28', last: '2026-12-03', provisional: false },
});

describe('the notice of a published roll', () => {
  it('says the law, how many by group, and how and until when to object, and names nobody', () => {
    expect(rollNotice(of, publication).split('\n')).toEqual([
      '根据《中华人民共和国村民委员会组织法》第17条，现将本村第12届村民委员会选举登记参加选举的村民名单公布如下：',
      '共登记 5 人：第1组 3 人，第2组 2 人。',
      '姓名按组张贴在公告栏和各组。本村选民也可以在“阳光换届”里核对自己的登记，替家人查。',
      '对名单有异议的，请在12月3日（含当天）前向村民选举委员会提出，当面、书面、在手机上都可以。村民选举委员会自收到之日起三日内作出处理决定，并公布处理结果。',
      '特此公告。',
    ]);
  });

  it('says that a later publication is a correction', () => {
    expect(rollNotice(of, { ...publication, number: 2 })).toContain('（第2次公布，补正）');
  });
});

describe('the roll on the wall', () => {
  it('puts groups in the order of their numbers and names in that of dictionaries', () => {
    const people = [
      ['赵明', '第10组'],
      ['安平', '第2组'],
      ['张大山', '第2组'],
      ['陈桂', '第2组'],
    ].map(([name = '', group = '']) => ({ name, group }));
    expect(byGroup(people)).toEqual([
      { name: '第2组', names: ['安平', '陈桂', '张大山'] },
      { name: '第10组', names: ['赵明'] },
    ]);
  });

  it('sets two characters as wide as three, and leaves longer names as they are', () => {
    expect(['王秀', '𠮷田', '王秀芝', '买买提·艾力'].map(setName)).toEqual([
      '王\u3000秀',
      '𠮷\u3000田',
      '王秀芝',
      '买买提·艾力',
    ]);
  });
});
