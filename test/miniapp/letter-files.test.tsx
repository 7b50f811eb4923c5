import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { act, useState } from 'react';
import { toBase64url } from '#shared/crypto/bytes';
import { sha256 } from '#shared/crypto/hash';
import { utf8 } from '#shared/crypto/utf8';
import type { ProvenEnclosure } from '#shared/tip/file-hashes';
import { sealPiece } from '#shared/tip/file';
import { MAX_FILE_BYTES, PIECE_BYTES, SEALED_PIECE_BYTES } from '#shared/tip/sizes';
import type { Chosen } from '../../miniapp/src/platform/chosen';
import type { Photo } from '../../miniapp/src/platform/small-photo';
import { byName, render, settle, tap } from './render';

const takePhotos = jest.fn<() => Promise<(Photo | 'unreadable')[]>>();
jest.unstable_mockModule('../../miniapp/src/platform/photo', () => ({ takePhotos }));
const chooseOriginals = jest.fn<(most: number) => Promise<Chosen[]>>();
jest.unstable_mockModule('../../miniapp/src/platform/choose-originals', () => ({ chooseOriginals }));
const kept = jest.fn<(parts: readonly Uint8Array[], name: string) => void>();
const letGo = jest.fn();
jest.unstable_mockModule('../../miniapp/src/platform/show-file', () => ({
  showPicture: ([first]: readonly Uint8Array[]) =>
    first?.[0] === 0xff ? { src: 'blob:shown', letGo } : undefined,
  playSound: ([first]: readonly Uint8Array[]) =>
    first?.[0] === 0x49 ? { src: 'blob:heard', letGo } : undefined,
  keepFile: kept,
}));

const { LetterFiles } = await import('../../miniapp/src/components/letter-files');
const { FilesOf } = await import('../../miniapp/src/tip/files');
const { takeOriginals } = await import('../../miniapp/src/platform/take-originals');

beforeEach(() => {
  for (const mock of [takePhotos, chooseOriginals, kept, letGo]) mock.mockReset();
});

/** A file of one piece, and where its sealed piece comes from. */
function enclosed(content: Uint8Array, name: string) {
  const file = { id: new Uint8Array(16).fill(1), key: new Uint8Array(32).fill(2), pieces: 1 } as const;
  const sealed = new Uint8Array(SEALED_PIECE_BYTES);
  const steps = sealPiece(file, 0, content, sealed);
  while (!steps.next().done);
  const enclosure = { ...file, length: content.length, type: 'image/jpeg', name };
  const proven: ProvenEnclosure = { enclosure, pieces: [sha256(sealed)] };
  const get = jest.fn(() => Promise.resolve({ ok: true as const, value: { piece: toBase64url(sealed) } }));
  return { proven, get };
}

/** The words of a page, without what keeps them together. */
const said = (box: HTMLElement): string => box.textContent.replace(/\u2060/g, '');

/** What can be tapped and is called so, or so like. */
function byWords(box: HTMLElement, words: string | RegExp): HTMLElement {
  const found = [...box.querySelectorAll<HTMLElement>('button, a, [role=link]')].find((one) => {
    const name = (one.getAttribute('aria-label') ?? one.textContent).replace(/\u2060/g, '').trim();
    return typeof words === 'string' ? name === words : words.test(name);
  });
  if (!found) throw new Error(`nothing to tap is called ${String(words)}`);
  return found;
}

/** Until the page says so; opening goes chunk by chunk. */
async function until(box: HTMLElement, words: string): Promise<void> {
  for (let i = 0; i < 200 && !said(box).includes(words); i += 1) {
    await settle();
    await new Promise((done) => setTimeout(done, 5));
  }
  expect(said(box)).toContain(words);
}

describe('the files of a letter, where it is read', () => {
  it('are fetched when one is tapped and not before; a picture is shown, and let go with the page', async () => {
    const { proven, get } = enclosed(Uint8Array.of(0xff, 0xd8, 0xff, 1), '照片1.jpg');
    const box = render(<LetterFiles files={[proven]} get={get} />);
    expect(said(box)).toContain('照片1.jpg，1 KB');
    expect(get).not.toHaveBeenCalled();
    tap(byWords(box, '打开照片1.jpg'));
    await until(box, '保存');
    expect(box.querySelector('img')?.getAttribute('src')).toBe('blob:shown');
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('that are no picture are kept on the person’s word, under a name that hides nothing', async () => {
    const name = '../账本\u202egpj.exe';
    const { proven, get } = enclosed(Uint8Array.of(77, 90), name);
    const box = render(<LetterFiles files={[proven]} get={get} />);
    tap(byWords(box, /^打开/));
    await until(box, '文件里可能有病毒');
    expect(kept).not.toHaveBeenCalled();
    tap(byWords(box, /^保存/));
    expect(kept.mock.calls).toEqual([[[Uint8Array.of(77, 90)], name]]);
    expect(said(box)).not.toMatch(/[\u202e/]/);
  });

  it('that are a sound are heard here, slower and faster and once more, and can be kept where they do not play', async () => {
    const { proven, get } = enclosed(Uint8Array.of(0x49, 0x44, 0x33), '录音.mp3');
    const box = render(<LetterFiles files={[proven]} get={get} />);
    tap(byWords(box, '打开录音.mp3'));
    await until(box, '退回 10 秒');
    const player = box.querySelector('audio')!;
    expect([player.getAttribute('src'), player.controls, player.autoplay]).toEqual([
      'blob:heard',
      true,
      false,
    ]);
    for (const [words, rate] of [
      ['慢', 0.75],
      ['快', 1.5],
      ['原速', 1],
    ] as const) {
      tap(byName(box, '[role=radio]', words));
      expect(player.playbackRate).toBe(rate);
    }
    for (const [from, to] of [
      [25, 15],
      [4, 0],
    ] as const) {
      player.currentTime = from;
      tap(byWords(box, '退回 10 秒'));
      expect(player.currentTime).toBe(to);
    }
    act(() => void player.dispatchEvent(new Event('error')));
    expect(box.querySelector('audio')).toBeNull();
    expect(said(box)).toContain('文件里可能有病毒');
    byWords(box, '保存录音.mp3');
  });

  it('that cannot be had say why, and can be asked for again', async () => {
    const { proven } = enclosed(Uint8Array.of(1), '照片1.jpg');
    const gone = {
      ok: false as const,
      problem: { code: 'tip-file-gone' as const, title: '这个文件不在服务器上' },
    };
    const box = render(<LetterFiles files={[proven]} get={() => Promise.resolve(gone)} />);
    tap(byWords(box, '打开照片1.jpg'));
    await until(box, '这个文件不在服务器上');
    byWords(box, '打开照片1.jpg');
    const other = enclosed(Uint8Array.of(2), '照片1.jpg');
    const bad = render(<LetterFiles files={[proven]} get={other.get} />);
    tap(byWords(bad, '打开照片1.jpg'));
    await until(bad, '和封信时的不一样');
  });

  it('whose hashes are not those that were sealed are not offered', () => {
    const box = render(<LetterFiles files={null} get={() => Promise.reject(new Error('asked'))} />);
    expect(said(box)).toContain('和封信时的对不上');
    expect(box.querySelectorAll('button, a, [role=link]')).toHaveLength(0);
  });
});

const chosen = (name: string, length: number): Chosen => ({
  name,
  type: 'audio/mp4',
  length,
  read: () => Promise.resolve(new Uint8Array(0)),
});

function Choosing({ start = [] }: { start?: readonly Chosen[] }) {
  const [files, setFiles] = useState(start);
  return <FilesOf files={files} disabled={false} onChange={setFiles} />;
}

const photo = (fill: number): Photo => ({ bytes: new Uint8Array(900).fill(fill), src: `data:${fill}` });

describe('what goes with a letter, where it is written', () => {
  it('takes photographs under numbers, says which could not be read, and takes one away again', async () => {
    takePhotos.mockResolvedValue([photo(1), 'unreadable', photo(2)]);
    const box = render(<Choosing />);
    tap(byWords(box, /加照片/));
    await until(box, '照片2.jpg');
    expect(said(box)).toContain('有 1 张照片读不出来');
    tap(byWords(box, '去掉照片1.jpg'));
    expect(said(box)).not.toContain('照片1.jpg');
    takePhotos.mockResolvedValue([photo(3)]);
    tap(byWords(box, /加照片/));
    await until(box, '照片1.jpg');
    expect(said(box)).not.toContain('读不出来');
  });

  it('asks for an original only after it was said what it may tell', async () => {
    chooseOriginals.mockResolvedValue([chosen('村口录音.m4a', 4000)]);
    const box = render(<Choosing />);
    tap(byWords(box, /照片原件/));
    expect(said(box)).toContain('原件里可能有拍摄时间和地点');
    expect(chooseOriginals).not.toHaveBeenCalled();
    tap(byWords(box, '知道了，选文件'));
    await until(box, '村口录音.m4a');
    expect(chooseOriginals).toHaveBeenCalledWith(6);
  });

  it('has room for six', () => {
    const box = render(<Choosing start={[1, 2, 3, 4, 5, 6].map((n) => chosen(`${n}.m4a`, 10))} />);
    expect(said(box)).toContain('已经有 6 个，再加要先去掉一个');
    expect(() => byWords(box, /加照片/)).toThrow();
  });
});

describe('an original', () => {
  const refused = (files: readonly Chosen[], one: Chosen) => takeOriginals(files, [one]).refused.join();

  it('is refused with what to do when it is empty, too large, or too much for one letter', () => {
    expect(refused([], chosen('空.m4a', 0))).toContain('“空.m4a”是空的');
    expect(refused([], chosen('大.mp4', MAX_FILE_BYTES + 1))).toContain('一个最多 20 MB');
    expect(refused([], chosen('刚好.mp4', MAX_FILE_BYTES))).toBe('');
    const full = [chosen('一.mp4', MAX_FILE_BYTES), chosen('二.mp4', MAX_FILE_BYTES)];
    expect(refused(full, chosen('三.m4a', 1))).toContain('加起来太大');
    expect(refused([full[0]!], chosen('三.m4a', PIECE_BYTES))).toBe('');
  });

  it('keeps its name short and apart from the others', () => {
    const long = chosen(`${'很长的名字'.repeat(20)}.m4a`, 10);
    const { files } = takeOriginals(
      [],
      [long, chosen('录音.m4a', 1), chosen('录音.m4a', 2), chosen('a\ud83d', 3)],
    );
    const names = files.map(({ name }) => name);
    expect(names.slice(1)).toEqual(['录音.m4a', '录音（2）.m4a', '文件']);
    expect(names[0]).toMatch(/^很长的名字.*…长的名字\.m4a$/);
    expect(utf8(names[0]!).length).toBeLessThanOrEqual(60);
    // What was cut off is seen to be, and two that begin alike stay apart.
    const alike = takeOriginals(files, [long, { ...long, length: 11 }]).files.slice(-2);
    expect(alike.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^很长.*…长的名字（2）\.m4a$/),
      expect.stringMatching(/^很长.*…长的名字（3）\.m4a$/),
    ]);
    for (const { name } of alike) expect(utf8(name).length).toBeLessThanOrEqual(60);
    const [whole] = takeOriginals([], [chosen('一二三四五六七八九十甲乙丙丁戊己庚辛.txt', 1)]).files;
    expect(whole?.name).toBe('一二三四五六七八九十甲乙丙丁戊己庚辛.txt');
  });
});
