import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { AreaCode } from '#shared/area/code';
import { eighteenOf } from '#shared/roll/id-number';
import { rollRow } from '#test/roll/rows';
import { TRUST as LOG_TRUST } from '#test/transparency/keys';
import { byName, render, settle, tap, type } from './render';
import { sessionOf } from './session';

const { default: ImportRoll } = await import('../../miniapp/src/roll/import/index');
const { dropSession, takeSession } = await import('../../miniapp/src/platform/session');

const COUNTY = AreaCode.parse('990101000000');
const VILLAGE = AreaCode.parse('990101100201');
const OTHER = AreaCode.parse('990101100202');

const AREAS = {
  county: COUNTY,
  version: 1,
  areas: [
    { code: COUNTY, name: '棠水县', level: 'county' },
    { code: '990101100000', name: '柳塘镇', level: 'town' },
    { code: VILLAGE, name: '枣坪村', level: 'village' },
    { code: OTHER, name: '东渠村', level: 'village' },
  ],
};

/** Who stands on another village's roll, by ID number. */
const ELSEWHERE = rollRow(21).idNumber;
/** Who has a certificate that they register elsewhere. */
const CERTIFIED = rollRow(22).idNumber;
/** Who stands on this village's roll: one who stays as they are, one who changes, one who goes. */
const standing = [rollRow(1), { ...rollRow(2), group: '第9组' }, rollRow(3)];
const entryOf = (idNumber: string) =>
  `AAAAAAAAAAAAAAAAA${idNumber.slice(-5).replace('X', 'x')}`.slice(0, 21) + 'A';
const sent: string[] = [];
const bodies: unknown[] = [];

/** What is answered to a write, and to the reading of the head. */
function written(path: string, body: { rows?: unknown[] }) {
  const ok = (value: unknown) => ({ status: 200, value });
  if (path.endsWith('/move')) return { status: 204, value: undefined };
  if (path.includes('/batches/')) return ok({ written: body.rows?.length ?? 0 });
  if (path.includes('/carried/')) return ok({ written: 2 });
  const version = path.includes('/finish') ? 2 : 1;
  return ok({ area: VILLAGE, version, entries: 3, members: 0 });
}

/** A county that answers what this page asks. */
function answer(method: string, path: string, body: { idNumbers?: string[]; rows?: unknown[] }) {
  const ok = (value: unknown) => ({ status: 200, value });
  if (path === '/trust.json')
    return ok({ county: COUNTY, rootPk: '', log: LOG_TRUST, hosts: { api: '', ballotbox: '', tipline: '' } });
  if (path.endsWith('/roll/publication')) return { status: 404, value: { code: 'not-found' } };
  if (path.endsWith('/timetable')) return { status: 404, value: { code: 'not-found' } };
  if (path.startsWith('/public')) return ok(AREAS);
  if (path.endsWith('/compare')) {
    const people = (body.idNumbers ?? []).map((id) => ({
      entry: entryOf(id),
      ...(id === ELSEWHERE && { elsewhere: OTHER }),
      ...(id === CERTIFIED && {
        certified: { number: 3, to: '白杨县清河镇石桥村', issuedOn: '2026-11-02' },
      }),
    }));
    return ok({ people });
  }
  if (path.includes('/entries')) {
    const entries = standing.map(({ idNumber, ...rest }) => ({
      ...rest,
      entry: entryOf(idNumber),
      idLastFour: idNumber.slice(-4),
    }));
    return path.includes('/entries?name') ? ok(entries) : ok({ entries });
  }
  if (method !== 'GET') {
    sent.push(path);
    bodies.push(body);
  }
  return written(path, body);
}

const realFetch = globalThis.fetch;
beforeEach(() => {
  sent.length = 0;
  bodies.length = 0;
  localStorage.clear();
  globalThis.fetch = ((path: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    const { status, value } = answer(init.method ?? 'GET', path, body);
    const text = () => Promise.resolve(value === undefined ? '' : JSON.stringify(value));
    return Promise.resolve({ status, text, headers: { get: () => null } });
  }) as never;
  takeSession(sessionOf({ role: 'committee', area: VILLAGE }));
});
afterEach(() => {
  globalThis.fetch = realFetch;
  dropSession();
});

const HEADS = '姓名\t身份证号\t组\t性别\t出生日期\t类别\t会议同意日期\t党员';
const line = (n: number, cells: Partial<Record<'name' | 'id' | 'group' | 'rest', string>> = {}) => {
  const row = rollRow(n);
  const {
    name = row.name,
    id = row.idNumber,
    group = row.group,
    rest = `\t\t\t\t${row.member ? '是' : '否'}`,
  } = cells;
  return [name, id, group].join('\t') + `\t${rest}`;
};

/** Pastes a table at the desk and waits until it is checked. */
async function checked(...lines: string[]): Promise<HTMLElement> {
  const box = render(<ImportRoll />);
  await settle();
  if (!box.querySelector('textarea')) throw new Error(box.textContent);
  type(box.querySelector('textarea')!, [HEADS, ...lines].join('\n'));
  tap(byName(box, 'button', '核对粘贴的内容'));
  for (let i = 0; i < 20 && !box.textContent.includes('读出'); i += 1) await settle();
  return box;
}

const cells = (box: HTMLElement) =>
  [...box.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((td) => td.textContent),
  );

const FIFTEEN = rollRow(9).idNumber.slice(0, 6) + rollRow(9).idNumber.slice(8, 17);

describe('a roll at the desk, before it is written', () => {
  it('shows each of twelve kinds of errors with its row, column, what is wrong and what to do', async () => {
    const { idNumber } = rollRow(10);
    const mistyped = idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1');
    const box = await checked(
      line(10, { name: '' }),
      line(11, { name: '张�' }),
      line(12, { id: '' }),
      line(13, { id: '123' }),
      line(14, { id: mistyped }),
      line(15, { id: '1.1E+17' }),
      line(16, { group: '' }),
      line(17, { rest: '\t1960-01-03\t\t\t' }),
      line(18, { rest: '\t\t外来\t\t' }),
      line(19, { rest: '\t\t居住一年以上\t\t' }),
      line(1),
      line(1),
      line(21),
      line(22),
    );
    const rows = cells(box).filter(([, , , , wrong]) => wrong !== '没有未在户籍地登记的证明');
    expect(rows.map(([row, , column, , wrong]) => `${row} ${column} ${wrong}`)).toEqual([
      '2 姓名 没有填',
      '3 姓名 有的字没有存下来，成了“�”',
      '4 身份证号 没有填',
      '5 身份证号 是 3 位，要 18 位',
      '6 身份证号 校验码不对，可能抄错一位',
      '7 身份证号 表格把号码当成了数，后几位已经丢了',
      '8 组 没有填',
      '9 出生日期 和身份证号不一样，可能是别人的号',
      '10 类别 认不出这个写法',
      '11 会议同意日期 居住一年以上的，要会议同意才能登记',
      '13 身份证号 和第 12 行是同一个身份证号',
      '14 身份证号 已登记在柳塘镇东渠村，不能在两个村登记',
      '15 身份证号 开过未登记证明：2026-11-02 第 3 号，去白杨县清河镇石桥村',
    ]);
    expect(rows.every(([, , , , , mend]) => mend !== '')).toBe(true);
    expect(box.textContent).not.toContain(idNumber.slice(0, 12));
    expect(sent).toEqual([]);
  });

  it('counts who is new, changed, the same and gone, and asks before anybody goes', async () => {
    const box = await checked(line(1), line(2), line(4), line(9, { id: FIFTEEN }));
    expect(eighteenOf(FIFTEEN)).toBe(rollRow(9).idNumber);
    for (const chip of ['有错 0', '请留意 1', '新增 2', '有变化 1', '没变 1', '不在新表里 1'])
      expect(byName(box, '.chip', chip)).toBeDefined();
    tap(byName(box, '.chip', '有变化 1'));
    expect(cells(box)[0]?.[4]).toBe(`第9组 → ${rollRow(2).group}`);
    tap(byName(box, '.chip', '不在新表里 1'));
    expect(cells(box)[0]?.[0]).toBe(rollRow(3).name);
    tap(byName(box, 'button', '写入这 4 人'));
    expect(sent).toEqual([]);
    expect(box.textContent).toContain('名单会划去 1 人');
    tap(byName(document.body, 'button', '写入 4 人，划去其余的'));
    for (let i = 0; i < 20 && !box.textContent.includes('已写入'); i += 1) await settle();
    expect(sent.map((path) => path.split('/').slice(-2).join('/'))).toEqual(['batches/0', '2/finish']);
  });

  it('says that nobody’s age was held against a day while no election day is set', async () => {
    expect((await checked(line(1))).textContent).toContain('还没有定选举日');
  });
});

describe('a table that gives nobody', () => {
  it('says why, and what to do, in place of 0 people', async () => {
    const empty = await checked();
    expect(empty.textContent).toContain('列名下面没有人。请填上选民，再选一次。');
    expect(empty.textContent).not.toMatch(/读出 0 人|行有错|不在新表里/);
    const wrong = await checked(line(1, { group: '' }), line(2, { id: '' }));
    expect(wrong.textContent).toContain('表里的 2 行都有错');
    expect(cells(wrong)).toHaveLength(2);
    expect(wrong.textContent).not.toMatch(/读出 0 人|写入这/);
  });

  it('names the line that should have had the column names', async () => {
    const box = render(<ImportRoll />);
    await settle();
    type(box.querySelector('textarea')!, ['枣坪村花名册\t', '姓名\t组', '王秀芝\t第1组'].join('\n'));
    tap(byName(box, 'button', '核对粘贴的内容'));
    for (let i = 0; i < 20 && !box.textContent.includes('读出'); i += 1) await settle();
    expect(box.textContent).toContain('第 2 行：没有“身份证号”这一列。请在第一行写上列名“身份证号”。');
  });
});

describe('a table that was pasted with mistakes in it', () => {
  it('is still there to be mended, and is gone once it is written', async () => {
    const box = await checked(line(1, { group: '' }), line(2));
    tap(byName(box, 'button', '回去改粘贴的内容'));
    await settle();
    expect(box.querySelector('textarea')?.value).toBe([HEADS, line(1, { group: '' }), line(2)].join('\n'));
    type(box.querySelector('textarea')!, [HEADS, line(1), line(2), line(3)].join('\n'));
    tap(byName(box, 'button', '核对粘贴的内容'));
    for (let i = 0; i < 20 && !box.textContent.includes('读出'); i += 1) await settle();
    tap(byName(box, 'button', '写入这 3 人'));
    for (let i = 0; i < 20 && !box.textContent.includes('已写入'); i += 1) await settle();
    expect(box.querySelector('textarea')?.value).toBe('');
  });

  it('is still there after “不写了”', async () => {
    const box = await checked(line(1, { group: '' }));
    tap(byName(box, '[role="link"], a, button', '不写了'));
    await settle();
    expect(box.querySelector('textarea')?.value).toContain(rollRow(1).name);
  });
});

describe('one person by hand', () => {
  const field = (box: HTMLElement, label: string) => {
    const found = [...box.querySelectorAll('label')].find((one) => one.textContent === label);
    return box.querySelector<HTMLInputElement>(`#${found?.htmlFor ?? ''}`)!;
  };
  const opened = async (): Promise<HTMLElement> => {
    const box = render(<ImportRoll />);
    await settle();
    tap(byName(box, 'button', '加一个人，或者改一个人'));
    return box;
  };
  const check = async (box: HTMLElement): Promise<void> => {
    tap(byName(box, 'button', '核对'));
    for (let i = 0; i < 3; i += 1) await settle();
  };

  it('is held against the same rules as a table, each mistake under its field', async () => {
    const box = await opened();
    type(field(box, '姓名'), '林小满');
    type(field(box, '身份证号'), '123');
    await check(box);
    expect(box.textContent).toContain('是 3 位，要 18 位。对照户口簿，核对 18 位');
    expect(box.textContent).toContain('没有填。写上第几组，最多 20 个字');
    type(field(box, '身份证号'), ELSEWHERE);
    type(field(box, '组'), '第1组');
    await check(box);
    expect(box.textContent).toContain('已登记在柳塘镇东渠村，不能在两个村登记');
    expect(sent).toEqual([]);
  });

  it('is not written by a check of other words, which comes when the field was typed in again', async () => {
    const box = await opened();
    const { name, idNumber, group } = rollRow(8);
    type(field(box, '姓名'), name);
    type(field(box, '身份证号'), idNumber);
    type(field(box, '组'), group);
    tap(byName(box, 'button', '核对'));
    expect(byName(box, 'button', '正在核对').getAttribute('aria-disabled')).toBe('true');
    type(field(box, '姓名'), `${name}改`);
    for (let i = 0; i < 3; i += 1) await settle();
    expect(byName(box, 'button', '核对')).toBeTruthy();
    expect(box.textContent).not.toContain('写入这一个人');
  });

  it('is added to the roll that stands, whose others are carried as they are', async () => {
    const box = await opened();
    const { name, idNumber, group } = rollRow(8);
    type(field(box, '姓名'), name);
    type(field(box, '身份证号'), idNumber);
    type(field(box, '组'), group);
    await check(box);
    expect(sent).toEqual([]);
    tap(byName(box, 'button', '写入这一个人'));
    for (let i = 0; i < 20 && !box.textContent.includes('已写好这一个人'); i += 1) await settle();
    expect(sent.map((path) => path.split('/').slice(-3).join('/'))).toEqual([
      '2/batches/0',
      '2/carried/1',
      'roll/2/finish',
    ]);
    expect(bodies[1]).toEqual({ from: 1, without: [] });
    expect(bodies[2]).toEqual({ from: 1, entries: 3, change: 'row' });
  });

  it('is corrected from the roll, and takes the place of the entry that was wrong', async () => {
    const box = await opened();
    type(field(box.querySelector<HTMLElement>('.desk-side')!, '姓名'), '村民');
    tap(byName(box, 'button', '找出来'));
    await settle();
    tap(
      [...box.querySelectorAll<HTMLElement>('.li-in')].find((one) =>
        one.textContent.includes(rollRow(2).name),
      )!,
    );
    expect(box.textContent).toContain('原号没有留，要重新填 18 位');
    expect(field(box, '组').value).toBe('第9组');
    type(field(box, '身份证号'), rollRow(2).idNumber);
    type(field(box, '组'), '第8组');
    await check(box);
    expect(box.textContent).toContain('第9组 → 第8组');
    tap(byName(box, 'button', '写入改好的登记'));
    for (let i = 0; i < 20 && sent.length < 3; i += 1) await settle();
    const entry = entryOf(rollRow(2).idNumber);
    expect(bodies[1]).toEqual({ from: 1, without: [entry] });
  });

  it('may bring the tie of their phone along from the village they left', async () => {
    const box = await opened();
    type(field(box.querySelector<HTMLElement>('.desk-side')!, '姓名'), '村民');
    tap(byName(box, 'button', '找出来'));
    await settle();
    const rowOf = (name: string) =>
      [...box.querySelectorAll<HTMLElement>('.li-in')].find((one) => one.textContent.includes(name))!;
    tap(rowOf(rollRow(2).name));
    type(field(box, '原来在哪个村'), '东渠');
    tap(rowOf('东渠村'));
    tap(byName(box, 'button', '把手机上的登记迁到本村'));
    await settle();
    expect(sent).toEqual([expect.stringMatching(new RegExp(`/ties/${entryOf(rollRow(2).idNumber)}/move$`))]);
    expect(bodies).toEqual([{ from: OTHER }]);
    expect(box.textContent).toContain('手机上的登记已迁到本村');
  });
});
