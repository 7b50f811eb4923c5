import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { AreaCode } from '#shared/area/code';
import { structureLeaf } from '#shared/transparency/leaf';
import type { Shown } from '#shared/transparency/log-content';
import type { Standing } from '../../miniapp/src/platform/public-log';
import { render, settle } from './render';

/** What was asked: of which leaf, showing what, and how to answer it. */
let questions: { leaf: string; shown: Shown | undefined; answer: (standing: Standing) => void }[] = [];
jest.unstable_mockModule('../../miniapp/src/platform/public-log', () => ({
  standingOf: (leaf: string, shown?: () => Shown) =>
    new Promise<Standing>((answer) => questions.push({ leaf, shown: shown?.(), answer })),
}));

const { ProofLine } = await import('../../miniapp/src/components/proof-line');
const { changeSettings } = await import('../../miniapp/src/platform/settings');
const { createRoot } = await import('react-dom/client');

const AREA = AreaCode.parse('990101100201');
const SEEN = 1_790_000_000;
const HOUR = 3600;
const NOW = Math.floor(Date.now() / 1000);

function proved(time = SEEN): Standing {
  const leaf = structureLeaf('close', AREA, new Uint8Array(1), time - (time % 60));
  const checkpoint = {
    origin: 'county.test/log1',
    size: 9,
    root: new Uint8Array(32),
    clock: SEEN,
    seen: SEEN,
  };
  return { kind: 'proved', isAnew: false, proven: { leaf, hash: new Uint8Array(32), index: 4, checkpoint } };
}

function line(words: string, props: { since?: number; part?: string; leaf?: string } = {}) {
  const shown = (): Shown => ({
    kind: 'notice',
    area: AREA,
    content: { html: words },
    known: ['html'],
    nonce: 'A'.repeat(22),
  });
  return <ProofLine what="公告" leaf="leaf" shown={shown} {...props} />;
}

async function answerLast(standing: Standing): Promise<void> {
  questions[questions.length - 1]?.answer(standing);
  await settle();
}

beforeEach(() => {
  questions = [];
  changeSettings({
    village: { code: AREA, name: '枣坪村', town: '柳塘镇', county: '棠水县', phone: '0000-6280110' },
  });
});

it('takes the green mark away the moment other words stand under the same leaf, and asks about those', async () => {
  const box = document.body.appendChild(document.createElement('div'));
  const root = createRoot(box);
  act(() => root.render(line('honest')));
  await answerLast(proved());
  expect(box.textContent).toContain('起未改动');
  act(() => root.render(line('altered')));
  expect(box.textContent).not.toContain('起未改动');
  expect(questions.map(({ shown }) => shown)).toMatchObject([
    { content: { html: 'honest' } },
    { content: { html: 'altered' } },
  ]);
  await answerLast({ kind: 'broken', flaw: 'document' });
  expect(box.textContent).toContain('这份公告和公开日志对不上');
  act(() => root.unmount());
});

it('never shows the answer about other words, however late it comes', async () => {
  const box = document.body.appendChild(document.createElement('div'));
  const root = createRoot(box);
  act(() => root.render(line('honest')));
  act(() => root.render(line('altered')));
  questions[0]?.answer(proved());
  await settle();
  expect(box.textContent).not.toContain('起未改动');
  act(() => root.unmount());
});

it('does not ask again for the same words', async () => {
  const box = document.body.appendChild(document.createElement('div'));
  const root = createRoot(box);
  act(() => root.render(line('honest')));
  await answerLast(proved());
  act(() => root.render(line('honest')));
  expect(questions).toHaveLength(1);
  expect(box.textContent).toContain('起未改动');
  act(() => root.unmount());
});

it.each([
  ['just published', NOW - 60, NOW, '正在存入公开日志', ''],
  [
    'published by its own word over an hour ago',
    NOW - 3 * HOUR,
    NOW,
    '过了 3 小时，还没有存入公开日志',
    '问村民选举委员会',
  ],
  [
    'seen to wait since days, whatever it claims',
    NOW,
    NOW - 72 * HOUR,
    '过了 3 天，还没有存入公开日志',
    '问村民选举委员会',
  ],
])('says of what is not in the log and was %s how long that has been', async (_, since, seen, words, ask) => {
  const box = render(line('words', { since }));
  await answerLast({ kind: 'waiting', since: seen });
  expect(box.textContent).toContain(words);
  expect(box.textContent).toContain(ask);
  expect(box.querySelector('.note')?.className).toContain(ask === '' ? 'off' : 'due');
});

it('says without alarm that the log did not answer, and whom to ask', async () => {
  const box = render(line('words'));
  await answerLast({ kind: 'unanswered' });
  expect(box.textContent).toContain('没有核对成：公开日志没有答复');
  expect(box.textContent).toContain('0000-6280110');
  expect(box.textContent).not.toContain('12388');
  expect(box.querySelector('.red, .due')).toBeNull();
});

describe('what is not yet answered', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Half a minute later the question is there again. */
  async function answerAgain(standing: Standing): Promise<void> {
    const asked = questions.length;
    await act(() => jest.advanceTimersByTimeAsync(30_000));
    expect(questions).toHaveLength(asked + 1);
    await answer(standing);
  }
  async function answer(standing: Standing): Promise<void> {
    questions[questions.length - 1]?.answer(standing);
    await act(() => jest.advanceTimersByTimeAsync(0));
  }

  it.each(['offline', 'unanswered'] as const)('is asked again while it is shown, if %s', async (kind) => {
    const box = render(line('words'));
    await answer({ kind });
    expect(box.textContent).toContain(kind === 'offline' ? '没有网，还没核对' : '没有核对成');
    await answerAgain({ kind });
    await answerAgain(proved());
    expect(box.textContent).toContain('起未改动');
    await act(() => jest.advanceTimersByTimeAsync(120_000));
    expect(questions).toHaveLength(3);
  });

  it('stands out once the log was silent three times in a row', async () => {
    const box = render(line('words'));
    await answer({ kind: 'unanswered' });
    await answerAgain({ kind: 'unanswered' });
    expect(box.querySelector('.due')).toBeNull();
    await answerAgain({ kind: 'unanswered' });
    expect(box.querySelector('.due')?.textContent).toContain('没有核对成：公开日志没有答复');
    await answerAgain({ kind: 'offline' });
    await answerAgain({ kind: 'unanswered' });
    expect(box.querySelector('.due')).toBeNull();
  });
});

it('says which part of a page each proof is of, once', async () => {
  const box = render(line('words', { part: '撤回记录' }));
  await answerLast(proved());
  expect(box.textContent).toContain('撤回记录，2026年9月21日起未改动');
  expect(box.textContent.match(/撤回记录/g)).toHaveLength(1);
});

it('says plainly that nobody outside saw it before the witness did', async () => {
  const box = render(line('words'));
  await answerLast(proved(SEEN - 4 * 24 * HOUR));
  expect(box.textContent).toContain('发布单位写的是2026年9月17日。见证单位到2026年9月21日才看到');
});

it('shows no date that only the log’s own clock vouches for', async () => {
  const box = render(line('words'));
  const standing = proved();
  if (standing.kind !== 'proved') throw new Error(standing.kind);
  const { proven } = standing;
  await answerLast({ ...standing, proven: { ...proven, checkpoint: { ...proven.checkpoint, seen: null } } });
  expect(box.textContent).toBe('');
});

it('says of a proof by unknown witnesses what to do, and accuses nobody', async () => {
  const box = render(line('words'));
  await answerLast({ kind: 'outdated' });
  expect(box.textContent).toContain('请关掉小程序再打开，或刷新网页');
  expect(box.textContent).not.toContain('对不上');
});
