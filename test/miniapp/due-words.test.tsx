import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act } from 'react';
import { Session } from '#shared/identity/contract';
import { dayOfDate } from '#shared/time';
import type { DueWire } from '#shared/tip/served';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { render, settle } from './render';

const { passedWords, promiseWords } = await import('../../miniapp/src/tip/due-words');
const { soonWords } = await import('../../miniapp/src/platform/due-soon');
const { OfficeRows } = await import('../../miniapp/src/identity/me/office-rows');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const RULES = '检举控告工作规则第二十六条';
const LETTERS = '信访工作条例第三十四条';
const due = (more: Partial<DueWire> = {}): DueWire => ({
  day: dayOfDate('2027-01-08'),
  provisional: false,
  law: RULES,
  unit: 'working',
  left: 9,
  ...more,
});
const ABOVE = '棠水县纪委监委';

describe('what a writer is promised', () => {
  it('is the law to whom left a name, and a service promise to whom did not', () => {
    expect(promiseWords(due(), 'received', true)).toBe(`按规定最晚1月8日答复受不受理（${RULES}）。`);
    expect(promiseWords(due(), 'received', false)).toBe('承诺最晚1月8日答复受不受理。');
    expect(promiseWords(due(), 'received', false)).not.toContain('规');
  });

  it.each(['accepted', 'handling'] as const)('is the result once it is %s', (at) => {
    const sixty = due({ law: LETTERS, unit: 'calendar' });
    expect(promiseWords(sixty, at, true)).toBe(`按规定最晚1月8日告诉您结果（${LETTERS}）。`);
    expect(promiseWords(sixty, at, false)).toBe('承诺最晚1月8日告诉您结果。');
  });

  it('says where holidays may still move the day', () => {
    expect(promiseWords(due({ provisional: true }), 'received', false)).toBe(
      '承诺最晚1月8日（待节假日安排）答复受不受理。',
    );
  });

  it('goes up when the day passes, and is said to have gone once it has', () => {
    expect(passedWords(due({ left: 0 }), 'received', ABOVE)).toBe(
      `过了这一天还没答复，就交到上一级：${ABOVE}也能打开这封信。`,
    );
    expect(passedWords(due({ left: -1 }), 'handling', ABOVE)).toBe(
      `这一天已经过了，还没告诉结果。已经交到上一级：${ABOVE}现在也能打开这封信。`,
    );
  });

  it('names no office above where there is none, and a number once the day has passed', () => {
    expect(passedWords(due(), 'received', undefined)).toBe('');
    expect(passedWords(due({ left: -3 }), 'received', undefined)).toContain('12388');
  });
});

describe('what an officer is reminded of', () => {
  it('is how many are over and how many near, by each one’s own days', () => {
    const lines = [-2, -1, 0, 3, 4].map((left) => ({ due: due({ left }) }));
    expect(soonWords(lines, false)).toBe('2 封已超期，2 封快到期');
    expect(soonWords(lines, true)).toBe('2 封以上已超期，2 封以上快到期');
    expect(soonWords([{ due: due() }, {}], false)).toBe('');
  });
});

describe('an officer’s own row', () => {
  const realFetch = globalThis.fetch;
  let lines: object[] = [];
  let asked: string[] = [];
  const line = (left: number) => ({
    case: 'AAAAAAAAAAAAAAAAAAAAAA',
    state: 'received',
    received: 20_000,
    due: due({ left }),
    records: 1,
    office: { area: '990101100000', kind: 1 },
    waiting: true,
    verified: false,
  });
  beforeEach(() => {
    asked = [];
    const hosts = { api: '', ballotbox: '', tipline: '' };
    const trust = { county: '990101000000', rootPk: '', log: LOG_TRUST, hosts };
    globalThis.fetch = ((path: string) => {
      asked.push(path);
      const inQueue = path.includes('bucket=other') ? lines : [];
      const answers = path.includes('/inbox')
        ? { lines: inQueue }
        : path === '/trust.json'
          ? trust
          : undefined;
      const text = () => Promise.resolve(JSON.stringify(answers ?? { code: 'not-found' }));
      return Promise.resolve({ status: answers ? 200 : 404, text, headers: { get: () => null } });
    }) as never;
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
    act(() => dropSession());
  });

  async function rows(left: number[]): Promise<string> {
    lines = left.map(line);
    const grants = [{ role: 'officer', area: '990101100000' }];
    const until = Math.floor(Date.now() / 1000) + 600;
    const session = Session.parse({
      person: 'AAAAAAAAAAAAAAAAAAAAAA',
      access: 'token',
      until,
      refresh: 'r',
      grants,
    });
    takeSession(session);
    const box = render(<OfficeRows grants={session.grants} />);
    for (let i = 0; i < 10; i++) await settle();
    return box.textContent;
  }

  it('says how many letters are due, from one page of each queue', async () => {
    expect(await rows([-1, 2, 9])).toContain('1 封已超期，1 封快到期');
    expect(asked.filter((path) => path.includes('/inbox'))).toHaveLength(2);
  });

  it('says nothing where none is', async () => {
    expect(await rows([4, 9])).not.toContain('封');
  });
});
