import { expect, it, jest } from '@jest/globals';
import { useState } from 'react';
import { byName, render, tap, type } from './render';

const { BLANK, WriteLetter } = await import('../../miniapp/src/tip/write');

const send = jest.fn();

function Writing() {
  const [letter, setLetter] = useState({ ...BLANK, text: '有人送米', named: true });
  const nothing = (): void => undefined;
  return (
    <WriteLetter
      letter={letter}
      office="柳塘镇纪委"
      state={{ sending: false }}
      unsettled={false}
      onStop={nothing}
      onChange={setLetter}
      onSend={send}
      onBack={nothing}
    />
  );
}

const field = (box: HTMLElement, label: string): HTMLInputElement => {
  const id = byName(box, 'label', label).getAttribute('for') ?? '';
  const found = box.querySelector<HTMLInputElement>(`[id="${id}"]`);
  if (!found) throw new Error(`no field ${label}`);
  return found;
};

it('leads to the first field that is not filled, says so beside the button, and leaves one typing in peace', () => {
  const box = render(<Writing />);
  const button = (): HTMLElement => byName(box, 'button', '密封并送出');
  const dock = (): string => box.querySelector('.dock')?.textContent ?? '';
  expect(dock()).not.toContain('还没有送出');
  tap(button());
  expect(document.activeElement).toBe(field(box, '姓名'));
  expect(dock()).toContain('还没有送出，先填好姓名、电话');
  type(field(box, '姓名'), '李');
  expect(document.activeElement).toBe(field(box, '姓名'));
  expect(dock()).toContain('还没有送出，先填好电话');
  tap(button());
  expect(document.activeElement).toBe(field(box, '电话'));
  expect(send).not.toHaveBeenCalled();
  type(field(box, '电话'), '0000-6280110');
  expect(dock()).not.toContain('还没有送出');
  tap(button());
  expect(send).toHaveBeenCalledTimes(1);
});
