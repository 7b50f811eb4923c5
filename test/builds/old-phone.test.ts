import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opened } from '#test/recommendation/county';
import { networkOf, phoneCounty } from './county';
import { openPhone, type Phone } from './phone';

const FOLDER = resolve(import.meta.dirname, '../../.build/weapp');

let phone: Phone;

beforeAll(async () => {
  const county = await phoneCounty();
  await opened(county);
  await county.enterLog();
  const login = () => county.wechat.login({ openid: 'villager' });
  const { network } = networkOf(county);
  phone = openPhone(FOLDER, network, login, () => county.clock.now * 1000, ['BigInt']);
  await phone.open('area/picker/index');
  await phone.tap('测试镇');
  await phone.tap('测试村');
  await phone.open('area/home/index');
  await phone.until('测试村');
});

afterAll(() => phone.close());

describe('the built mini-program on a phone without BigInt', () => {
  it('shows the village', () => {
    expect(phone.text()).toContain('看公告');
  });

  it('says before a letter is begun that it cannot seal, and where else to go', async () => {
    await phone.open('more/index');
    await phone.until('这部手机的系统太旧');
    expect(phone.text()).toContain('12388');
  });

  it('says before anybody is chosen that it cannot seal, and where else to go', async () => {
    await phone.open('recommendation/person/index');
    await phone.until('这部手机的系统太旧');
    expect(phone.text()).toContain('在纸上推荐');
  });

  it('opens the directory of offices, and says why it cannot be checked here', async () => {
    await phone.open('transparency/offices/index');
    await phone.until('核对不了名录');
    expect(phone.text()).toContain('请换一部新一点的手机');
  });

  it('complains of nothing on the way', () => {
    expect(phone.errors).toEqual([]);
  });
});
