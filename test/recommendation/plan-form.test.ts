import { describe, expect, it } from '@jest/globals';
import { START, TOWN, VILLAGE } from '#test/setup';
import { draftOf, EMPTY_FORM, type Form } from '../../miniapp/src/recommendation/plan/form';

const officer = (n: number, area = VILLAGE) => ({ officer: n, name: `受托人${n}`, area });
const filled: Form = {
  ...EMPTY_FORM,
  title: '村委会成员推荐',
  positions: { 13: '3', 11: '1' },
  opensDay: '2026-11-27',
  closesDay: '2026-11-28',
  closesHour: '18：30',
  trustees: [officer(1), officer(2), officer(3, TOWN), officer(4, TOWN)],
  committee: officer(5),
  people: '陈桂兰 一组·女·46岁\n\n阿依努尔·买买提江，五组·女·35岁\n',
};

describe('planning a round at the desk', () => {
  it('reads dates as the clock on the wall in China shows them, and positions from the highest', () => {
    const made = draftOf(filled, START);
    expect('draft' in made && made.draft).toMatchObject({
      opens: Date.UTC(2026, 10, 27, 0, 0) / 1000,
      closes: Date.UTC(2026, 10, 28, 10, 30) / 1000,
      k: 3,
      positions: [
        { position: 11, maxNames: 1 },
        { position: 13, maxNames: 3 },
      ],
      eligible: [
        { name: '陈桂兰', group: '一组·女·46岁' },
        { name: '阿依努尔·买买提江', group: '五组·女·35岁' },
      ],
    });
  });

  it('says for every part what to mend, and by row in the list', () => {
    const made = draftOf({ ...EMPTY_FORM, people: '陈桂兰 一组\n何建设' }, START);
    expect(Object.keys('errors' in made ? made.errors : {}).sort()).toEqual(
      ['committee', 'opens', 'people', 'positions', 'title', 'trustees'].sort(),
    );
    expect('errors' in made && made.errors.people).toContain('第 2 行');
  });

  it('refuses a closing that is past or before the opening, and a number of names that is none', () => {
    const late = draftOf({ ...filled, closesDay: '2026-11-26' }, START);
    const none = draftOf({ ...filled, positions: { 13: '0' } }, START);
    expect('errors' in late && late.errors.closes).toContain('在开始之后');
    expect('errors' in none && none.errors.positions).toContain('1 到 15');
  });
});
