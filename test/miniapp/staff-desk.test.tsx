import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { AreaCode } from '#shared/area/code';
import type { AreaTree } from '#shared/area/contract';
import { nextTree } from '#shared/area/rules';
import { Session, type StaffList } from '#shared/identity/contract';
import { Id } from '#shared/ids';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, render, settle, tap } from './render';

const { default: Staff } = await import('../../miniapp/src/identity/staff/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const COUNTY = AreaCode.parse('990101000000');
const VILLAGE = AreaCode.parse('990101100201');
const CLERK = Id.parse('AAAAAAAAAAAAAAAAAAAAAA');
const OFFER = 'A'.repeat(43);
const LEAVING = Id.parse('AAAAAAAAAAAAAAAAAAAAAQ');

const tree: AreaTree = (() => {
  const rows = [
    { code: COUNTY, name: '棠水县', level: 'county' },
    { code: AreaCode.parse('990101100000'), name: '柳塘镇', level: 'town' },
    { code: VILLAGE, name: '枣坪村', level: 'village' },
  ] as const;
  const next = nextTree(undefined, COUNTY, 0, [...rows] as never);
  if (!next.ok) throw new Error(next.error.code);
  return next.value.tree;
})();

let staff: StaffList;
let refusal: { status: number; value: object } | undefined;
const sent: object[] = [];

function answer(path: string, body: unknown): { status: number; value: unknown } {
  if (path === '/trust.json')
    return {
      status: 200,
      value: { county: COUNTY, rootPk: '', log: LOG_TRUST, hosts: { api: '', ballotbox: '', tipline: '' } },
    };
  if (path.startsWith('/public')) return { status: 200, value: tree };
  if (path.endsWith('/rounds')) return { status: 200, value: [] };
  if (path.endsWith('/invitations/withdraw')) {
    sent.push(body as object);
    staff = { ...staff, offered: [] };
    return { status: 204, value: undefined };
  }
  if (!path.endsWith('/staff/end')) return { status: 200, value: staff };
  sent.push(body as object);
  if (refusal) return refusal;
  staff = { ...staff, revision: 4, held: staff.held.slice(0, 1) };
  return { status: 204, value: undefined };
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  sent.length = 0;
  refusal = undefined;
  localStorage.clear();
  staff = {
    revision: 3,
    held: [
      { person: CLERK, role: 'committee', name: '许文秀', since: 20780, keys: [] },
      { person: LEAVING, role: 'trustee', name: '何建设', since: 20781, keys: [41] },
    ],
    offered: [{ offer: OFFER, role: 'observer', name: '韩雪', until: 1_795_700_000 }],
  };
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const { status, value } = answer(path, typeof init.body === 'string' ? JSON.parse(init.body) : undefined);
    const text = () => Promise.resolve(value === undefined ? '' : JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
  takeSession(
    Session.parse({
      person: CLERK,
      access: 'token',
      until: Math.floor(Date.now() / 1000) + 600,
      refresh: 'refresh',
      grants: [{ role: 'committee', area: VILLAGE }],
    }),
  );
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

async function opened(): Promise<HTMLElement> {
  const box = render(<Staff />);
  await settle();
  return box;
}

async function askToEnd(box: HTMLElement): Promise<void> {
  const row = [...box.querySelectorAll('tbody tr')].find((one) => one.textContent.includes('何建设'));
  tap(row as HTMLElement);
  await settle();
  tap(byName(box, 'button', '停掉这个职务'));
  await settle();
}

it('lists who works here and which invitations wait', async () => {
  const box = await opened();
  const rows = [...box.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows[0]).toMatch(/^许文秀村民选举委员会.*没有$/);
  expect(rows[1]).toMatch(/^何建设监票受托人.*有$/);
  expect(rows[2]).toMatch(/^韩雪监督人员/);
});

it('says what is not handed over, asks for a reason, ends the grant at the revision shown, and shows who is left', async () => {
  const box = await opened();
  await askToEnd(box);
  expect(box.textContent).toContain('名录里有这个人的钥匙');
  tap(byName(box, 'button', '停掉'));
  await settle();
  expect(box.textContent).toContain('选一样原因');
  expect(sent).toEqual([]);
  tap(byName(box, '[role="radio"]', '离任，不再做了'));
  tap(byName(box, 'button', '停掉'));
  await settle();
  expect(sent).toEqual([{ from: 3, person: LEAVING, role: 'trustee', reason: 'left' }]);
  expect(box.textContent).toContain('何建设的职务已停');
  expect([...box.querySelectorAll('tbody tr')].some((row) => row.textContent.includes('何建设'))).toBe(false);
});

it('says why the last one cannot be ended, and nothing has changed', async () => {
  refusal = {
    status: 409,
    value: { code: 'grant-last', title: '这里只剩这一位有这个职务，没有停。', status: 409 },
  };
  const box = await opened();
  await askToEnd(box);
  tap(byName(box, '[role="radio"]', '离任，不再做了'));
  tap(byName(box, 'button', '停掉'));
  await settle();
  expect(box.querySelector('[role=dialog]')?.textContent).toContain('只剩这一位');
});

it('takes back an invitation that nobody has used', async () => {
  const box = await opened();
  tap(byName(box, 'button', '收回给韩雪的邀请码'));
  await settle();
  await settle();
  expect(sent).toEqual([{ offer: OFFER }]);
  expect(box.textContent).toContain('给韩雪的邀请码已收回');
  expect([...box.querySelectorAll('tbody tr')].some((row) => row.textContent.includes('韩雪'))).toBe(false);
});
