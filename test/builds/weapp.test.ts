import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { matchRoll } from '#shared/roll/contract';
import { opened } from '#test/recommendation/county';
import { rollRow } from '#test/roll/rows';
import { VILLAGE } from '#test/setup';
import { networkOf, phoneCounty } from './county';
import { openPhone, type Phone } from './phone';

const FOLDER = resolve(import.meta.dirname, '../../.build/weapp');
const LETTER = '前天晚上看见有人在村口挨家送烟酒';

let county: Awaited<ReturnType<typeof phoneCounty>>;
let sent: { url: string; body: string }[];
let phone: Phone;

beforeAll(async () => {
  county = await phoneCounty();
  await opened(county);
  await county.enterLog();
  const row = rollRow(3);
  const villager = await county.person('villager');
  const body = { name: row.name, idLastSix: row.idNumber.slice(-6) };
  await county.must(matchRoll, { params: { area: VILLAGE }, body }, villager);
  const wired = networkOf(county);
  sent = wired.sent;
  const login = () => county.wechat.login({ openid: 'villager' });
  phone = openPhone(FOLDER, wired.network, login, () => county.clock.now * 1000);
  await phone.open('area/picker/index');
  await phone.tap('测试镇');
  await phone.tap('测试村');
  await phone.open('area/home/index');
  await phone.until('测试村');
});

afterAll(() => phone.close());

const bodiesTo = (path: string) => sent.filter(({ url }) => url.endsWith(path)).map(({ body }) => body);

describe('the built mini-program, without Function, TextEncoder, Blob or crypto', () => {
  it('seals a letter and sends it, and after a lost answer the same one again', async () => {
    await phone.open('more/index');
    await phone.tap('干部违规插手');
    await phone.tap('下一步：说的是谁');
    await phone.tap('村干部');
    await phone.tap('下一步：看送到哪里');
    await phone.tap('下一步：写内容');
    await phone.type('什么时间、什么地方、谁、做了什么', LETTER);
    phone.setOnline(false);
    await phone.tap('密封并送出');
    await phone.until('写的字只在这一页，没有存在手机上，送到以前先别关掉。');
    phone.setOnline(true);
    phone.loseAnswer('/tipline');
    await phone.tap('再送一次');
    await phone.until('还不知道送到没有');
    await phone.tap('再送一次');
    await phone.until('我抄好了，核对一下');
    const letters = bodiesTo('/tipline');
    expect(letters).toHaveLength(2);
    expect(letters[1]).toBe(letters[0]);
    expect(letters[0]).toContain('"do":"create"');
    expect(letters[0]).not.toContain(LETTER);
  });

  it('signs in, seals a recommendation and sends it without a session', async () => {
    await phone.open('recommendation/person/index');
    await phone.tap('登录后推荐');
    await phone.tap('用微信登录');
    await phone.until('推荐的职位');
    await phone.tap('村委会主任');
    await phone.tap('陈桂兰');
    await phone.tap('下一步：核对');
    await phone.tap('密封并提交');
    await phone.until('已收');
    const records = bodiesTo('/ballotbox/records');
    expect(records).toHaveLength(1);
    expect(records[0]).not.toContain('陈桂兰');
  });

  it('keeps a recommendation without network, says so on the home page, and sends it from there', async () => {
    await phone.open('recommendation/person/index');
    await phone.tap('还没推荐，最多推荐 3 人');
    await phone.tap('何建设');
    await phone.tap('下一步：核对');
    phone.setOnline(false);
    await phone.tap('密封并提交');
    await phone.until('已存好，还没送出');
    await phone.open('area/home/index');
    await phone.until('村委会委员的推荐已存好，还没送出');
    expect(bodiesTo('/ballotbox/records')).toHaveLength(1);
    phone.setOnline(true);
    await phone.until('村委会委员的推荐已送到，已收录');
    expect(bodiesTo('/ballotbox/records')).toHaveLength(2);
    await phone.tap('知道了');
    expect(phone.text()).not.toContain('村委会委员的推荐');
  });

  it('complains of nothing on the way', () => {
    expect(phone.errors).toEqual([]);
  });
});
