import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act } from 'react';
import { dateOfDay, dayOf, sayDate } from '#shared/time';
import type { Office } from '#shared/directory/office';
import { COUNTY_TEMPLATES } from '#shared/wording/county';
import type { Template } from '#shared/wording/template';
import { TREE } from './one-village';
import { byName, render, settle, tap, type } from './render';
import { sessionOf } from './session';

const TOWN: Office = { area: TREE.areas[1]!.code as Office['area'], kind: 1 };
const OWN: Template = {
  purpose: 'accept',
  name: '我们的受理',
  text: '收到了，【办公室】【今天】受理，请打【电话】。',
};
const REFUSED = { ok: false, problem: { code: 'templates-changed', title: '同事刚改过答复模板' } };
const LOST = { ok: false, problem: { code: 'tip-unanswered', title: '没有收到回音' } };

let keys: object | undefined;
let stored: { version: number; templates: readonly Template[]; closed: boolean };
const answers: object[] = [];
const sealed: (readonly Template[])[] = [];
const sent: object[] = [];
jest.unstable_mockModule('../../miniapp/src/casework/own-templates', () => ({
  renewTemplates: () => Promise.resolve({ ok: true, value: stored }),
  sealTemplates: (_: object, __: object, ___: object, templates: readonly Template[]) => {
    sealed.push(templates);
    return Promise.resolve({ ok: true, value: { templates } });
  },
  sendTemplates: (_: object, __: object, one: { templates: readonly Template[] }) => {
    sent.push(one);
    const value = { version: stored.version + 1, templates: one.templates, closed: false };
    return Promise.resolve(answers.shift() ?? { ok: true, value });
  },
}));
jest.unstable_mockModule('../../miniapp/src/platform/keyring', () => ({
  useKeys: () => keys,
  holdsKeys: () => true,
  openKeys: () => Promise.resolve(undefined),
  lockKeys: () => undefined,
}));
const tree = {
  ...TREE,
  areas: TREE.areas.map((area) => ({ ...area, disciplinePhone: '0000-6280110' })),
};
jest.unstable_mockModule('../../miniapp/src/platform/county', () => ({
  useCounty: () => ({ reading: { kind: 'ready', value: tree }, again: () => undefined }),
  countyHere: () => tree,
}));

const { default: Templates } = await import('../../miniapp/src/casework/templates/index');
const { CaseActions } = await import('../../miniapp/src/casework/case/actions');
const { CaseFoot } = await import('../../miniapp/src/casework/case/thread');
const { rememberTemplates } = await import('../../miniapp/src/casework/templates-here');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const BUTTON = '[role="button"], button, a, [role="link"]';
const page = (): HTMLElement => document.body;
const press = (name: string): void => tap(byName(page(), BUTTON, name));
const items = (label: string): string[] =>
  [...byName(page(), 'ul', label).querySelectorAll('li')].map((item) => item.textContent);

beforeEach(() => {
  keys = { officer: 7 };
  stored = { version: 1, templates: [OWN], closed: false };
  for (const list of [answers, sealed, sent]) list.length = 0;
});
afterEach(() => act(() => dropSession()));

async function desk(): Promise<void> {
  act(() => takeSession(sessionOf({ role: 'officer', area: TOWN.area })));
  render(<Templates />);
  await settle();
}

describe('the desk of reply templates', () => {
  it('shows the office’s own, to be changed, and the county’s, to be copied', async () => {
    await desk();
    expect(items('本办公室的')).toEqual([expect.stringContaining('我们的受理')]);
    expect(items('全县通用的')).toHaveLength(COUNTY_TEMPLATES.length);
    press('照着请补充材料写一个');
    expect(page().querySelector('textarea')?.value).toContain('收据、照片、录音');
    type(page().querySelector('textarea')!, '请问账本在谁手里？');
    press('加上最后一天');
    press('密封并存下');
    await settle();
    const copied = { purpose: 'ask', name: '请补充材料', text: '请问账本在谁手里？【最后一天】' };
    expect(sealed).toEqual([[OWN, copied]]);
    expect(items('本办公室的')).toHaveLength(2);
    expect(page().querySelector('[role=dialog]')).toBeNull();
  });

  it('says what a new one still lacks, and keeps it with its legal reason', async () => {
    await desk();
    press('加一个……');
    for (const [words, step] of [
      ['先选什么时候用。', () => tap(byName(page(), '[role=radio]', '不受理'))],
      ['先起一个名字。', () => type(page().querySelector('input')!, '归林业站')],
      ['先写几句。', () => type(page().querySelector('textarea')!, '请向林业站反映。')],
    ] as const) {
      expect(page().querySelector('[role=dialog]')?.textContent).toContain(words);
      press('密封并存下');
      step();
    }
    tap(byName(page(), '[role=checkbox]', '按法律规定由其他机关或者单位负责'));
    press('密封并存下');
    await settle();
    const added = { purpose: 'refuse', reason: 'other-remit', name: '归林业站', text: '请向林业站反映。' };
    expect(sealed).toEqual([[OWN, added]]);
  });

  it('takes one away once it was asked, and keeps it until then', async () => {
    await desk();
    press('改我们的受理');
    press('去掉这个模板……');
    await settle();
    expect(sealed).toEqual([]);
    expect(page().textContent).toContain('同事也用不到了，找不回来');
    press('先不去掉');
    press('去掉这个模板……');
    press('去掉');
    await settle();
    expect(sealed).toEqual([[]]);
    expect(page().textContent).toContain('还没有写过。');
  });

  it('sends the same again while it is not known whether it was kept, and reads anew what a colleague changed', async () => {
    answers.push(LOST, REFUSED);
    await desk();
    press('改我们的受理');
    type(page().querySelector('textarea')!, '受理了。');
    press('密封并存下');
    await settle();
    expect(page().textContent).toContain('还不知道存上没有');
    stored = { version: 2, templates: [{ ...OWN, text: '同事改过的。' }], closed: false };
    press('再送一次');
    await settle();
    expect(sealed).toHaveLength(1);
    expect(sent[1]).toBe(sent[0]);
    expect(page().textContent).toContain('同事刚改过答复模板');
    press('先不改');
    expect(items('本办公室的')[0]).toContain('同事改过的。');
  });

  it('says that what colleagues kept does not open here, and asks for the passphrase while the keys are locked', async () => {
    stored = { version: 4, templates: [], closed: true };
    await desk();
    expect(page().textContent).toContain('这台电脑上的钥匙打不开');
    act(() => dropSession());
    keys = undefined;
    await desk();
    expect(page().textContent).toContain('打开钥匙');
    expect(page().textContent).toContain('全县通用的');
  });
});

/** A case at the desk. */
function acting(state: object, more: object = {}) {
  const view = { state, role: 'office', case: 'AAAAAAAAAAAAAAAAAAAAAA', records: [], due: { day: 20_800 } };
  const open = { view, records: [], entries: [], directory: { entries: [] }, ...more };
  return { open, office: TOWN, keys, onDone: () => undefined } as object;
}
const received = { state: 'received', received: 20_000 };

describe('words to a writer', () => {
  it('begin from the office’s own template, filled from the case, and come back after another was tried', () => {
    rememberTemplates(TOWN, [OWN]);
    render(<CaseActions {...(acting(received) as Parameters<typeof CaseActions>[0])} />);
    press('受理……');
    const words = (): string | undefined => page().querySelector('textarea')?.value;
    const today = sayDate(dateOfDay(dayOf(Math.floor(Date.now() / 1000))));
    expect(words()).toBe(`收到了，柳塘镇纪委${today}受理，请打0000-6280110。`);
    type(page().querySelector('textarea')!, '我们自己写的。');
    tap(byName(page(), '[role=radio]', '受理'));
    expect(words()).toBe(COUNTY_TEMPLATES[0]!.text);
    press('用回刚才写的');
    expect(words()).toBe('我们自己写的。');
    act(() => rememberTemplates(TOWN, []));
  });

  it('between the acts are put behind what stands there; thanks only where a name was left', () => {
    const foot = (first: object) =>
      render(<CaseFoot {...(acting(received, { first }) as Parameters<typeof CaseFoot>[0])} />);
    const box = foot({ text: '名单不对' });
    type(box.querySelector('textarea')!, '您好。');
    tap(byName(box, BUTTON, '用模板'));
    expect(box.textContent).not.toContain('感谢留名');
    tap(byName(box, BUTTON, '请补充材料'));
    expect(box.querySelector('textarea')?.value).toMatch(/^您好。\n如果有收据/);
    const named = foot({ text: '名单不对', name: { name: '马秀兰', phone: '13900000000' } });
    tap(byName(named, BUTTON, '用模板'));
    tap(byName(named, BUTTON, '感谢留名'));
    const thanks = named.querySelector('textarea')?.value;
    expect(thanks).toContain('只有打得开这封信的办理人员看得到');
    // No office alone: a second one, one above and one that takes over read the name too.
    for (const who of ['信转到别处', '两家一起办', '上级来办']) expect(thanks).toContain(who);
    expect(thanks).not.toContain('柳塘镇纪委');
  });
});
