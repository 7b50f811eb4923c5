import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { TipState } from '#shared/tip/state';
import { ME, sentNotes, TOWN } from './notes-sent';
import { byName, render, settle, tap, type } from './render';

const COLLEAGUE = 8;
const AWAY = 9;

let opened: object;
const { sealed, answers, noted } = sentNotes(() => opened, [AWAY]);
jest.unstable_mockModule('../../miniapp/src/casework/names', () => ({
  useNames: () =>
    new Map([
      [ME, '沈一帆'],
      [COLLEAGUE, '何秀英'],
      [AWAY, '陈大川'],
    ]),
  nameOf: (names: Map<number, string>, id: number) => names.get(id) ?? '以前的办理人员',
}));

const { CaseNotes } = await import('../../miniapp/src/casework/case/notes');

const BUTTON = '[role="button"], button';
const officers = [ME, COLLEAGUE, AWAY].map((id) => ({ id, maySign: true }));
const entry = { office: TOWN, officers, firstDay: 0, lastDay: 100_000 };

beforeEach(() => {
  opened = noted();
  sealed.length = 0;
  answers.length = 0;
});

async function panel(
  state: TipState = { state: 'received', received: 20_000 },
  role = 'office',
  entries: readonly object[] = [],
): Promise<HTMLElement> {
  const view = { state, role, case: 'a', records: entries.map((_, i) => ({ day: 20_000 + i })) };
  const open = { view, entries, directory: { snapshot: { day: 20_000 }, entries: [entry] } };
  const acting = { open, office: TOWN, keys: { officer: ME }, onDone: () => undefined };
  const box = render(<CaseNotes {...(acting as object as Parameters<typeof CaseNotes>[0])} />);
  await settle();
  return box;
}

const choose = (words: string): void => {
  const rows = [...document.body.querySelectorAll<HTMLElement>('[role="radio"]')];
  tap(rows.find(({ textContent }) => textContent.trim().startsWith(words))!);
};
const choices = (): string[] =>
  [...document.body.querySelectorAll('[role="radio"]')].map(({ textContent }) => textContent.trim());
const button = (name: string) => byName(document.body, BUTTON, name);

describe('the notes beside a letter', () => {
  it('say who handles it and how, who wrote what, and that the writer reads none of it', async () => {
    opened = {
      ...noted(
        { note: 'remark', text: '先找村会计核对' },
        { note: 'handling', way: 'verification', text: '有了新线索' },
        { note: 'assignment', to: COLLEAGUE },
      ),
      work: { way: 'verification', officer: COLLEAGUE, recused: [], tied: [] },
    };
    const text = (await panel()).textContent;
    expect(text).toContain('只有本办公室打得开，除非封存档案时一起交给县里');
    expect(text).toContain('经办何秀英');
    expect(text).toContain('处置方式初步核实');
    for (const words of ['先找村会计核对', '处置方式：初步核实', '有了新线索', '交给何秀英经办', '沈一帆'])
      expect(text).toContain(words);
  });

  it('are written from a box of their own, sealed once however often they are sent', async () => {
    const box = await panel();
    tap(byName(box, BUTTON, '记一条……'));
    expect(document.body.textContent).toContain('先写几句。');
    type(document.body.querySelector('textarea')!, '先找村会计核对');
    answers.push({ ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } });
    tap(button('密封并记下'));
    await settle();
    expect(document.body.textContent).toContain('还不知道记下没有');
    tap(button('再送一次'));
    await settle();
    expect(sealed).toEqual([{ note: 'remark', text: '先找村会计核对' }]);
    expect(box.textContent).toContain('先找村会计核对');
    expect(document.body.querySelector('textarea')).toBeNull();
  });

  it('settle how it is handled, by the four ways of a discipline office', async () => {
    tap(byName(await panel(), BUTTON, '处置方式……'));
    expect(document.body.textContent).toContain('检举控告工作规则第十七条');
    expect(choices()).toEqual(['谈话函询', '初步核实', '暂存待查', '予以了结']);
    choose('暂存待查');
    tap(button('密封并记下'));
    await settle();
    expect(sealed).toEqual([{ note: 'handling', way: 'shelved' }]);
  });

  it('settle who handles it: oneself first, nobody who keeps away', async () => {
    tap(byName(await panel(), BUTTON, '谁经办……'));
    expect(choices()).toEqual(['沈一帆（我）', '何秀英']);
    choose('何秀英');
    tap(button('密封并记下'));
    await settle();
    expect(sealed).toEqual([{ note: 'assignment', to: COLLEAGUE }]);
  });

  it('say by when the office above expects a report on what it passed down, and nothing after a move of another way', async () => {
    const moved = (reason: string) => ({ ok: true, content: { kind: 'transfer', said: { reason } } });
    const first = { ok: true, content: { kind: 'first', said: {} } };
    const assigned = await panel(undefined, 'office', [first, moved('superior'), moved('remit')]);
    // Day 20,002 is 6 October 2024.
    expect(assigned.textContent).toContain('上级10月6日交办，约 3 个月办结并报告，到1月6日前后。');
    const up = await panel(undefined, 'office', [first, moved('remit'), moved('superior')]);
    expect(up.textContent).not.toContain('交办');
  });

  it('stay to be read and are added to when the case has ended, and are no matter of another office', async () => {
    opened = noted({ note: 'remark', text: '先找村会计核对' });
    const refused = { state: 'refused', received: 20_000, decided: 20_001, reason: 'other-remit' } as const;
    const ended = await panel(refused);
    expect(ended.textContent).toContain('先找村会计核对');
    expect([...ended.querySelectorAll(BUTTON)].map(({ textContent }) => textContent)).toEqual(['记一条……']);
    expect((await panel(undefined, 'above')).textContent).toBe('');
  });
});
