import { expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import { beforeForming, nominated } from '#shared/committee/warnings';
import type { Chosen } from '#shared/meeting/contract';
import * as meetings from '#shared/meeting/rules';
import { LegalDate } from '#shared/time';
import { TEXT } from '#test/meeting/text';
import { freshId } from '#test/setup';

const TODAY = LegalDate.parse('2026-11-26');

function signed(persons: Chosen[]) {
  const items = [{ ...TEXT.items[0]!, vote: { kind: 'persons' as const, seats: 5, persons } }];
  const at = { id: freshId(), area: AreaCode.parse('990101100201'), from: 0 };
  const election = { body: '村民委员会', term: 12 } as const;
  const draft = meetings.draftMinutes(undefined, election, at, { ...TEXT, items });
  const made = draft.ok ? meetings.signMinutes(draft.value, 1, { today: TODAY, by: undefined }) : draft;
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return made.value;
}

const person = (name: string, votes: number) => ({ name, group: '', votes });
const party = { party: { meetingDay: TODAY, secretaryLeads: true }, records: [] };
const clear = [person('李守田', 20), person('陈桂兰', 18), person('马春生', 15), person('王秀芝', 8)];

it('has nothing to say of an odd committee of people whom more than half chose', () => {
  expect(beforeForming([signed(clear)], 3, undefined)).toEqual([]);
});

it('speaks of an even number, of equal votes, and of a member whom fewer than half chose', () => {
  const warnings = beforeForming([signed([...clear, person('孙玉梅', 8)])], 4, undefined);
  expect(warnings).toEqual([
    expect.stringContaining('4 人是双数'),
    expect.stringContaining('王秀芝和孙玉梅都是 8 票'),
    expect.stringContaining('王秀芝的票没有过半数'),
  ]);
});

it('asks for the party’s own election first where the new secretary is to lead', () => {
  const minutes = [signed(clear)];
  expect(beforeForming(minutes, 3, party)).toEqual([expect.stringContaining('请先办那一步')]);
  const record = { step: 'A13', title: '支委会记录', day: TEXT.day };
  expect(beforeForming(minutes, 3, { ...party, records: [record] })).toEqual([]);
  const later = { ...record, day: TODAY };
  expect(beforeForming(minutes, 3, { ...party, records: [later] })).toHaveLength(1);
  expect(
    beforeForming(minutes, 3, { party: { ...party.party, secretaryLeads: false }, records: [] }),
  ).toEqual([]);
});

it('names members and alternates who bear a candidate’s name', () => {
  const candidate = { ...person('马春生', 0), sex: '男' as const, age: 46, group: '第2组', introduction: '' };
  const slates = [{ position: '委员' as const, seats: 1, candidates: [candidate] }];
  const committee = {
    members: [{ ...person('李守田', 20), post: '主任' as const }],
    alternates: [person('马春生', 9)],
  };
  expect(nominated(committee, { slates }).map(({ name }) => name)).toEqual(['马春生']);
  expect(nominated(committee, undefined)).toEqual([]);
});
