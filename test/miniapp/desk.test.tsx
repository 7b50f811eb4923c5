import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { act, useState } from 'react';
import { Session } from '#shared/identity/contract';
import { byName, render, settle, tap } from './render';
import { opened } from './taro';

const { DeskShell } = await import('../../miniapp/src/components/desk');
const { Link } = await import('../../miniapp/src/components/button');
const { Table } = await import('../../miniapp/src/components/table');
const { DeskSignIn } = await import('../../miniapp/src/identity/sign-in/desk-sign-in');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');
const { changeSettings } = await import('../../miniapp/src/platform/settings');

const PERSON = 'AAAAAAAAAAAAAAAAAAAAAA';
const VILLAGE = '990101100201';
const TOWN = '990101100000';
const COUNTY = '990101000000';

function signIn(...grants: readonly { role: string; area: string }[]): void {
  const session = Session.parse({ person: PERSON, access: '', until: 4e9, refresh: '', grants });
  act(() => takeSession(session, '许文秀'));
}

function rail(): string[] {
  const box = render(
    <DeskShell title="公告" current="notice/office/index">
      正文
    </DeskShell>,
  );
  return [...box.querySelectorAll('.desk-nav')].map((one) => one.textContent);
}

/** Two frames: what follows a tap has been drawn and looked at. */
async function frames(): Promise<void> {
  for (let i = 0; i < 2; i += 1) await new Promise((done) => requestAnimationFrame(done));
}

beforeEach(() => {
  // Nobody answers: these pages must stand without the network.
  globalThis.fetch = () => Promise.reject(new TypeError('no network'));
});

afterEach(() => {
  act(() => {
    dropSession();
    changeSettings({ elder: false });
  });
  globalThis.innerWidth = 1024;
});

it('lists in its rail every desk that somebody with several grants may enter, each once', () => {
  signIn(
    { role: 'committee', area: VILLAGE },
    { role: 'trustee', area: VILLAGE },
    { role: 'officer', area: TOWN },
  );
  expect(rail()).toEqual([
    '公告',
    '时间表',
    '会议记录',
    '选举委员会',
    '选民登记',
    '绑定纸条',
    '参选答复',
    '名单异议',
    '委托投票',
    '推荐',
    '受托人',
    '人员',
    '收件箱',
    '我的钥匙',
  ]);
});

it('lists no desk that a grant does not open', () => {
  signIn({ role: 'officer', area: TOWN });
  expect(rail()).toEqual(['人员', '收件箱', '我的钥匙']);
  signIn({ role: 'observer', area: COUNTY });
  expect(rail()).toEqual(['各村进度', '公告', '会议记录', '推荐']);
  signIn({ role: 'department', area: COUNTY });
  expect(rail()).toEqual(['各村进度']);
  signIn({ role: 'county', area: COUNTY });
  expect(rail()[0]).toBe('区划');
});

it('says in the rail whose desk it is, and leads from one desk to the next', () => {
  signIn({ role: 'committee', area: VILLAGE });
  const box = render(
    <DeskShell title="公告" current="notice/office/index">
      正文
    </DeskShell>,
  );
  expect(box.querySelector('.desk-me')?.textContent).toBe('村民选举委员会许文秀登录和设备换成大字');
  tap(byName(box, '.desk-nav', '推荐'));
  expect(opened[opened.length - 1]).toBe('navigateTo /recommendation/office/index');
});

it('folds its rail into a menu under the entry that is open, for a phone', () => {
  signIn({ role: 'committee', area: VILLAGE });
  const box = render(
    <DeskShell title="公告" current="notice/office/index">
      正文
    </DeskShell>,
  );
  const menu = byName(box, '.desk-menu', '公告');
  const isOpen = () => [menu.getAttribute('aria-expanded'), box.querySelector('.desk-rail.open') !== null];
  expect(isOpen()).toEqual(['false', false]);
  tap(menu);
  expect(isOpen()).toEqual(['true', true]);
  tap(byName(box, '.desk-nav', '公告'));
  expect(isOpen()).toEqual(['false', false]);
});

it('is written in large letters where this device is set to them, which it can be at the desk itself', () => {
  const box = render(
    <DeskShell title="公告" current="notice/office/index">
      正文
    </DeskShell>,
  );
  const desk = () => box.firstElementChild?.className;
  expect(desk()).toBe('page desk');
  tap(byName(box, '.link', '换成大字'));
  expect(desk()).toBe('page desk elder');
  tap(byName(box, '.link', '换成标准字'));
  expect(desk()).toBe('page desk');
});

it('draws a table as cards on a phone, each cell behind the words of its column', () => {
  const columns = [
    { head: '姓名', cell: (name: string) => name },
    { head: '组', cell: () => '第1组' },
  ];
  const people = () =>
    render(<Table label="名单" columns={columns} rows={['何建设']} idOf={(name) => name} />);
  const drawn = () => people().querySelector('table')?.className;
  expect(drawn()).toBe('');
  globalThis.innerWidth = 375;
  expect(drawn()).toBe('folds');
  const heads = [...people().querySelectorAll<HTMLElement>('[role="cell"]')].map(
    ({ dataset }) => dataset['head'],
  );
  expect(heads).toEqual(['姓名', '组']);
});

/** Rows, and beside them what belongs to the one that is chosen, or what a button of the head opens. */
function Rows() {
  const [chosen, choose] = useState('何建设');
  const table = {
    label: '名单',
    columns: [{ head: '姓名', cell: (one: string) => one }],
    rows: ['何建设', '刘小燕'],
  };
  return (
    <DeskShell
      title="公告"
      current="notice/office/index"
      actions={
        <>
          <Link onTap={() => choose('收一份委托书')}>收一份</Link>
          <Link onTap={() => undefined}>下载</Link>
        </>
      }
      side={<h2>{chosen}</h2>}
    >
      <Table {...table} idOf={(one) => one} selected={chosen} onSelect={choose} />
    </DeskShell>
  );
}

it('leads on a phone to what belongs to a row, or to what a button opens, which lies under the rows', async () => {
  const seen: string[] = [];
  Element.prototype.scrollIntoView = function () {
    seen.push(this.textContent);
  };
  const box = render(<Rows />);
  const row = () => byName(box, '[role="row"]', '刘小燕');
  tap(row());
  await frames();
  expect(seen).toEqual([]);
  globalThis.innerWidth = 375;
  tap(row());
  await frames();
  tap(byName(box, '.link', '下载'));
  await frames();
  expect(seen).toEqual(['刘小燕回到上面']);
  tap(byName(box, '.link', '收一份'));
  await frames();
  expect(seen).toHaveLength(2);
  tap(byName(box, '.desk-up', '回到上面'));
  expect(seen).toHaveLength(3);
});

it('signs in on a phone in the view its owner reads, and at a desk in the view of the desk', async () => {
  act(() => changeSettings({ elder: true }));
  globalThis.innerWidth = 375;
  const phone = render(<DeskSignIn />);
  await settle();
  expect(phone.firstElementChild?.className).toBe('page phone docked elder');
  globalThis.innerWidth = 1280;
  const desk = render(<DeskSignIn />);
  await settle();
  expect(desk.firstElementChild?.className).toContain('desk-door');
});
