import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Office } from '#shared/directory/office';
import { byName, render, settle, tap, type } from './render';

const TOWN = { area: '990101100000', kind: 1 } as Office;
const ME = 7;
const COLLEAGUE = 8;

const sealed: object[] = [];
const answers: object[] = [];
jest.unstable_mockModule('../../miniapp/src/casework/notes', () => ({
  sealNote: (_: object, __: object, ___: object, ____: object, said: object) => {
    sealed.push(said);
    return Promise.resolve({ ok: true, value: { said } });
  },
  sendRecusal: () => Promise.resolve(answers.shift() ?? { ok: true, value: {} }),
}));

const { Recuse } = await import('../../miniapp/src/casework/case/recuse');

const BUTTON = '[role="button"], button';
const page = document.body;

beforeEach(() => {
  sealed.length = 0;
  answers.length = 0;
});

function asked(onRecused: () => void, recused: readonly number[] = []): void {
  const officers = [ME, COLLEAGUE].map((id) => ({ id, maySign: true }));
  const entries = [{ office: TOWN, officers, firstDay: 0, lastDay: 100_000 }];
  const open = { view: {}, directory: { snapshot: { day: 20_000 }, entries } };
  const props = {
    acting: { open, office: TOWN, keys: { officer: ME } },
    notes: { work: { recused } },
    onRecused,
  };
  tap(
    byName(render(<Recuse {...(props as object as Parameters<typeof Recuse>[0])} />), BUTTON, '我要回避……'),
  );
}

const choose = (words: string): void => {
  const rows = [...page.querySelectorAll<HTMLElement>('[role="radio"]')];
  tap(rows.find(({ textContent }) => textContent.trim().startsWith(words))!);
};

describe('keeping away from a letter', () => {
  it('takes a ground, says what it ends, and is done once however often it is sent', async () => {
    const done = jest.fn();
    asked(done);
    expect(page.textContent).toContain('检举控告工作规则第四十八条');
    expect(page.textContent).toContain('回避以后，这封信您打不开，也不能办，收件箱里不再列出，改不了。');
    tap(byName(page, BUTTON, '回避，不再办这封信'));
    await settle();
    expect(sealed).toEqual([]);
    expect(page.textContent).toContain('先选为什么回避。');
    choose('信里说到我的近亲属');
    type(page.querySelector('textarea')!, '被举报人是我表兄');
    answers.push({ ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } });
    tap(byName(page, BUTTON, '回避，不再办这封信'));
    await settle();
    expect(page.textContent).toContain('还不知道记下没有');
    tap(byName(page, BUTTON, '再送一次'));
    await settle();
    expect(sealed).toEqual([{ note: 'recusal', ground: 'kin', text: '被举报人是我表兄' }]);
    expect(done).toHaveBeenCalledTimes(1);
  });

  it('is not offered to the last who may act: the letter goes up instead', async () => {
    const done = jest.fn();
    asked(done, [COLLEAGUE]);
    choose('信里说到我本人');
    expect(page.textContent).toContain('您回避了，本办公室就没有人能办了');
    expect(page.textContent).toContain('请用“转办”转给上级，理由选“办理的人都要回避”');
    tap(byName(page, BUTTON, '回避，不再办这封信'));
    await settle();
    expect([sealed, done.mock.calls]).toEqual([[], []]);
  });
});
