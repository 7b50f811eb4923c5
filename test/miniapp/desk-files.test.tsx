import { beforeEach, expect, it, jest } from '@jest/globals';
import { act, type ReactNode } from 'react';
import type { Office } from '#shared/directory/office';
import type { Chosen } from '../../miniapp/src/platform/chosen';
import { byName, render, settle, tap } from './render';

// Files that go with an officer's words: how far they are is seen, and the sending can be stopped.

const TOWN = { area: '990101100000', kind: 1 } as Office;
const CHOSEN: Chosen = {
  name: '谈话录像.mp4',
  type: 'video/mp4',
  length: 2_000_000,
  read: (from, to) => Promise.resolve(new Uint8Array(to - from)),
};
const put: number[] = [];
let letGo: (() => void) | undefined;
jest.unstable_mockModule('../../miniapp/src/platform/choose-originals', () => ({
  chooseOriginals: () => Promise.resolve([CHOSEN]),
}));
jest.unstable_mockModule('../../miniapp/src/casework/opening', () => ({
  putPiece: (_: object, __: Office, { piece }: { piece: number }) => {
    put.push(piece);
    return new Promise((done) => {
      letGo = () => done({ ok: true, value: {} });
    });
  },
}));
const { Enclosing, useEnclosing } = await import('../../miniapp/src/casework/case/files');

let sent: Promise<unknown> | undefined;
function Desk(): ReactNode {
  const enclosing = useEnclosing({} as Parameters<typeof useEnclosing>[0], TOWN);
  return (
    <>
      <Enclosing enclosing={enclosing} disabled={enclosing.progress !== undefined} />
      <button
        type="button"
        onClick={() => {
          sent = enclosing.enclose();
        }}
      >
        送出
      </button>
    </>
  );
}

/** Until so many pieces were asked to be laid down. */
async function laid(count: number): Promise<void> {
  await act(async () => {
    for (let i = 0; i < 400 && put.length < count; i += 1) await new Promise((done) => setTimeout(done, 10));
  });
  expect(put).toHaveLength(count);
}

beforeEach(() => {
  put.length = 0;
});

it('says how far files are, stops when it is told to, and goes on from there', async () => {
  const box = render(<Desk />);
  tap(byName(box, '.link', '附上照片或文件'));
  await settle();
  expect(box.textContent).toContain('谈话录像.mp4，2.0 MB');
  tap(byName(box, 'button', '送出'));
  await laid(1);
  expect(box.textContent).toContain('共 8 份，送到 0 份');
  tap(byName(box, 'button', '先停下'));
  await act(async () => {
    letGo?.();
    expect(await sent).toBeUndefined();
  });
  expect(box.textContent).toContain('停下了，什么也没有送给来信人');
  expect(box.textContent).not.toContain('先停下');
  tap(byName(box, 'button', '送出'));
  await laid(2);
  expect(put).toEqual([0, 1]);
  expect(box.textContent).not.toContain('停下了');
});
