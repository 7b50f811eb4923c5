import { expect, it } from '@jest/globals';
import { render, settle } from './render';
import { opened } from './taro';

const { changeSettings } = await import('../../miniapp/src/platform/settings');
const { default: Recommending } = await import('../../miniapp/src/recommendation/person/index');

const VILLAGE = {
  code: '990101100201',
  name: '枣坪村',
  town: '柳塘镇',
  county: '青河县',
  phone: '0990-5551234',
  office: '村民选举委员会',
};

it('a phone without BigInt is told before it chooses anybody that paper counts as much, and whom to ring', async () => {
  Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError('offline')) });
  changeSettings({ village: VILLAGE as never });
  const bigint = globalThis.BigInt;
  Reflect.deleteProperty(globalThis, 'BigInt');
  try {
    const box = render(<Recommending />);
    await settle();
    expect(box.textContent).toContain('这部手机的系统太旧');
    expect(box.textContent).toContain('在纸上推荐');
    expect(box.textContent).toContain('打 0990-5551234');
    expect(box.textContent).not.toContain('下一步');
    expect(opened).toEqual([]);
  } finally {
    globalThis.BigInt = bigint;
  }
});
