import { describe, expect, it } from '@jest/globals';
import { LegalDate } from '#shared/time';
import type { MinutesText, Vote } from '#shared/meeting/contract';
import { kindsOf, type MeetingKind } from '#shared/meeting/kinds';
import { outcomeOf, quorumOf } from '#shared/meeting/reckon';
import { TEXT } from './text';

const V = '村民委员会' as const;
const R = '居民委员会' as const;
type Body = typeof V | typeof R;

const held = (body: Body, kind: MeetingKind, text: Partial<MinutesText>) => ({
  body,
  text: { ...TEXT, kind, ...text },
});

// Kind, law, due, the fewest who must come, the article: one below does not do, exactly so many and one above do.
const QUORUMS: readonly (readonly [Body, MeetingKind, number, number, string])[] = [
  [V, '村民会议', 1000, 501, '村组法(2025) 第26条'],
  [V, '村民会议', 1001, 501, '村组法(2025) 第26条'],
  [V, '户代表会议', 300, 200, '村组法(2025) 第26条'],
  [V, '户代表会议', 301, 201, '村组法(2025) 第26条'],
  [V, '村民代表会议', 30, 20, '村组法(2025) 第30条'],
  [V, '村民代表会议', 31, 21, '村组法(2025) 第30条'],
  [V, '村民小组会议', 90, 60, '村组法(2025) 第32条'],
  [V, '村民小组会议', 91, 61, '村组法(2025) 第32条'],
  [V, '村民小组户代表会议', 33, 22, '村组法(2025) 第32条'],
  [V, '党员大会', 50, 40, '基层组织选举条例(2020) 第19条'],
  [V, '党员大会', 51, 41, '基层组织选举条例(2020) 第19条'],
  [V, '支委会', 5, 3, '党支部工作条例（试行）'],
  [V, '支委会', 4, 2, '党支部工作条例（试行）'],
  [V, '选举委员会会议', 4, 3, '各省选举办法'],
  [V, '选举委员会会议', 7, 4, '各省选举办法'],
  [R, '居民会议', 2000, 1001, '居组法(2025) 第27条'],
  [R, '居民会议', 2001, 1001, '居组法(2025) 第27条'],
  [R, '户代表会议', 900, 451, '居组法(2025) 第27条'],
  [R, '居民代表会议', 60, 40, '居组法(2025) 第29条'],
  [R, '居民代表会议', 61, 41, '居组法(2025) 第29条'],
  [R, '党员大会', 50, 40, '基层组织选举条例(2020) 第19条'],
  [R, '支委会', 5, 3, '党支部工作条例（试行）'],
  [R, '选举委员会会议', 7, 4, '各省选举办法'],
];

describe.each(QUORUMS)('%s %s of %d', (body, kind, due, least, basis) => {
  it(`can decide with ${least} present, and not with one fewer`, () => {
    const came = [least - 1, least, least + 1].map((present) => quorumOf(held(body, kind, { due, present })));
    expect(came.map(({ holds }) => holds)).toEqual([false, true, true]);
    for (const { sentence } of came) expect(sentence).toContain(`（${least} 人）`);
    expect(came[1]!.sentence).toContain(`应到 ${due} 人，实到 ${least} 人，到了`);
    expect(came[0]!.sentence).toContain('作的决定不算数');
    expect(came[1]!.sentence).toContain(`依据${basis}。`);
  });
});

it('every meeting of both laws stands in the table above', () => {
  for (const body of [V, R]) {
    const quoted = QUORUMS.filter(([of]) => of === body).map(([, kind]) => kind);
    expect([...new Set(quoted)].sort()).toEqual([...kindsOf(body)].sort());
  }
});

// Law, kind, due, present, votes that are enough, whole and article.
const DECISIONS: readonly (readonly [Body, MeetingKind, number, number, number, string])[] = [
  [V, '村民会议', 1000, 600, 301, '到会 600 人的过半数（301 人）'],
  [V, '户代表会议', 300, 201, 101, '到会 201 人的过半数（101 人）'],
  [V, '村民代表会议', 30, 22, 12, '到会 22 人的过半数（12 人）'],
  [V, '村民小组会议', 90, 61, 31, '到会 61 人的过半数（31 人）'],
  [V, '村民小组户代表会议', 33, 22, 12, '到会 22 人的过半数（12 人）'],
  [V, '党员大会', 50, 45, 26, '应到 50 人的过半数（26 人）'],
  [V, '支委会', 5, 5, 3, '应到 5 人的过半数（3 人）'],
  [V, '选举委员会会议', 8, 6, 5, '应到 8 人的过半数（5 人）'],
  [R, '居民会议', 2000, 1200, 601, '到会 1200 人的过半数（601 人）'],
  [R, '居民代表会议', 60, 41, 21, '到会 41 人的过半数（21 人）'],
];

describe.each(DECISIONS)('a vote of %s %s', (body, kind, due, present, least, words) => {
  const outcome = (vote: Vote) =>
    outcomeOf(held(body, kind, { due, present }), { title: '一项', says: '', vote })!;

  it(`passes with ${least} for it, and not with one fewer`, () => {
    const voted = [least - 1, least, least + 1].map((n) =>
      outcome({ kind: 'show', for: n, against: 0, abstain: 0 }),
    );
    expect(voted.map(({ passed }) => passed)).toEqual([false, true, true]);
    expect(voted[0]!.sentence).toContain(`不到${words}，没有通过`);
    expect(voted[1]!.sentence).toContain(`到了${words}，通过`);
  });

  it('chooses by votes those who were given as many, no more than there are seats', () => {
    const person = (name: string, votes: number) => ({ name, group: '', votes });
    const persons = [
      person('甲', least - 1),
      person('乙', least),
      person('丙', least + 1),
      person('丁', least),
    ];
    const { chosen } = outcome({ kind: 'persons', seats: 2, persons });
    expect(chosen.map(({ name }) => name)).toEqual(['丙', '乙']);
    const all = outcome({ kind: 'persons', seats: 4, persons });
    expect(all.chosen.map(({ name }) => name)).toEqual(['丙', '乙', '丁']);
    expect(outcome({ kind: 'persons', seats: 1, persons: [person('甲', least - 1)] })).toMatchObject({
      passed: false,
      chosen: [],
    });
  });
});

describe('minutes that decide nothing', () => {
  it('say so at each vote when too few came', () => {
    const few = held(V, '村民代表会议', { present: 19 });
    const voted = outcomeOf(few, few.text.items[1]!)!;
    expect(voted).toMatchObject({ passed: false, sentence: '到会的人不够，这一项不算数。' });
  });

  it('are those of a day whose edition has no article for the meeting', () => {
    const day = LegalDate.parse('2025-12-31');
    const old = quorumOf(held(R, '居民代表会议', { due: 60, present: 60, day }));
    expect(old.holds).toBe(false);
    expect(old.sentence).toContain('居组法(2018)没有写居民代表会议要到多少人');
  });

  it('an item that was only reported has no outcome', () => {
    const item = { title: '通报情况', says: '', vote: { kind: 'none' } as const };
    expect(outcomeOf(held(V, '村民代表会议', {}), item)).toBeUndefined();
  });
});

it('is held to the edition in force on the day of the meeting', () => {
  const on = (day: string) => quorumOf(held(V, '村民代表会议', { day: LegalDate.parse(day) })).sentence;
  expect(on('2025-12-31')).toContain('依据村组法(2018) 第26条。');
  expect(on('2026-01-01')).toContain('依据村组法(2025) 第30条。');
});
