import { act } from 'react';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Chosen } from '../../miniapp/src/platform/chosen';
import type { Photo } from '../../miniapp/src/platform/small-photo';
import { byName, render, settle, tap, type } from './render';

const takePhotos = jest.fn<() => Promise<(Photo | 'unreadable')[]>>();
jest.unstable_mockModule('../../miniapp/src/platform/photo', () => ({ takePhotos }));
const chooseOriginals = jest.fn<(most: number) => Promise<Chosen[]>>();
jest.unstable_mockModule('../../miniapp/src/platform/choose-originals', () => ({ chooseOriginals }));
// Where a letter stands in the list of a day is looked at in in-list.test.
jest.unstable_mockModule('../../miniapp/src/tip/in-list', () => ({ InList: () => null }));

const { FollowThread } = await import('../../miniapp/src/tip/follow-thread');
const { online } = await import('../../miniapp/src/platform/network');

const TOWN = { area: '990101100000', kind: 1 };
const TAPPED = 'button, a, [role="link"]';
const first = {
  ok: true,
  seq: 0,
  direction: 0,
  signerId: 0,
  content: { kind: 'first', said: { text: '账目不对' } },
};
const open = {
  answer: { records: [{ day: 20_000 }] },
  records: [{ head: { office: TOWN } }],
  entries: [first],
  held: { office: TOWN, second: null, astray: false },
  nameOf: () => '柳塘镇纪委',
  officeName: '柳塘镇纪委',
};

const sent: { said: object; names: string[] }[] = [];
const onSend = (said: object, files: readonly Chosen[]): Promise<boolean> => {
  sent.push({ said, names: files.map(({ name }) => name) });
  return Promise.resolve(true);
};

beforeEach(() => {
  sent.length = 0;
});

function follow(more: object = {}): HTMLElement {
  const props = { open, sending: false, problem: undefined, onStop: () => undefined, onSend, ...more };
  return render(<FollowThread {...(props as object as Parameters<typeof FollowThread>[0])} />);
}

const dock = (box: HTMLElement): string =>
  (box.querySelector('.dock')?.textContent ?? '').replace(/\u2060/g, '');

describe('a writer who comes back with the receipt of what was bought', () => {
  it('chooses photographs and originals as with the first letter, and sends them with the next words', async () => {
    takePhotos.mockResolvedValue([{ bytes: new Uint8Array(900), src: 'data:,' }]);
    const read = () => Promise.resolve(new Uint8Array(0));
    chooseOriginals.mockResolvedValue([{ name: '收据.pdf', type: 'application/pdf', length: 40, read }]);
    const box = follow();
    type(box.querySelector('textarea')!, '收据找到了');
    tap(byName(box, TAPPED, '加照片、录音、文件'));
    tap(byName(box, TAPPED, '加照片照片里的地点和时间会去掉'));
    await settle();
    tap(byName(box, TAPPED, '加录音、文件，或者照片原件原样送出，一个最多 20 MB'));
    expect(box.textContent).toContain('原件里可能有拍摄时间和地点');
    tap(byName(box, TAPPED, '知道了，选文件'));
    await settle();
    tap(byName(box, TAPPED, '选好了，回去写'));
    expect(box.querySelector('textarea')?.value).toBe('收据找到了');
    expect(dock(box)).toContain('一起送的照片和文件：2 个');
    tap(byName(box, TAPPED, '密封并送出'));
    await settle();
    expect(sent).toEqual([{ said: { text: '收据找到了' }, names: ['照片1.jpg', '收据.pdf'] }]);
    expect(dock(box)).toContain('加照片、录音、文件');
  });

  it('may send them without a word', async () => {
    takePhotos.mockResolvedValue([{ bytes: new Uint8Array(900), src: 'data:,' }]);
    const box = follow();
    tap(byName(box, TAPPED, '密封并送出'));
    expect(dock(box)).toContain('先写几句，再送出');
    tap(byName(box, TAPPED, '加照片、录音、文件'));
    tap(byName(box, TAPPED, '加照片照片里的地点和时间会去掉'));
    await settle();
    tap(byName(box, TAPPED, '选好了，回去写'));
    tap(byName(box, TAPPED, '密封并送出'));
    await settle();
    expect(sent).toEqual([{ said: { text: '请看照片和文件。' }, names: ['照片1.jpg'] }]);
  });
});

describe('what is on its way', () => {
  it('says how far it is, can be stopped, and waits for a network', () => {
    const onStop = jest.fn();
    const box = follow({ sending: true, progress: { done: 2, of: 5 }, onStop });
    expect(dock(box)).toContain('共 5 份，送到 2 份');
    tap(byName(box, TAPPED, '先停下'));
    expect(onStop).toHaveBeenCalledTimes(1);
    act(() => online.set(false));
    expect(dock(box)).toContain('没有网，等着，有网就接着送：共 5 份，送到 2 份');
    act(() => online.set(true));
  });

  it('says after a stop that it goes on from there, and what becomes of it once the page is closed', () => {
    const box = follow({ halted: { stopped: true, progress: { done: 2, of: 5 } } });
    expect(dock(box)).toContain('先停下了，还没有送出');
    expect(dock(box)).toContain('送到了 2 份，再送就从这里接着');
    expect(dock(box)).toContain('三天后清掉');
  });

  it('says nothing of files where none were on their way', () => {
    const problem = { code: 'offline', title: '没有网，没有送到。' };
    const box = follow({ problem, halted: { stopped: false, progress: { done: 0, of: 0 } } });
    expect(dock(box)).toContain('没有网，没有送到');
    expect(dock(box)).not.toContain('清掉');
  });
});
