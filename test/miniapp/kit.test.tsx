import { describe, expect, it } from '@jest/globals';
import { useState } from 'react';
import { Button } from '../../miniapp/src/components/button';
import { ChoiceList } from '../../miniapp/src/components/choice';
import { Field } from '../../miniapp/src/components/field';
import { Keypad } from '../../miniapp/src/components/keypad';
import { Rich } from '../../miniapp/src/components/native';
import { Note } from '../../miniapp/src/components/note';
import { daysLeft, DueChip } from '../../miniapp/src/components/pill';
import { Receipt, ReceiptGrid } from '../../miniapp/src/components/receipt';
import { Row } from '../../miniapp/src/components/row';
import { Segmented } from '../../miniapp/src/components/segmented';
import { StageBanner } from '../../miniapp/src/components/stage-banner';
import { SwitchRow } from '../../miniapp/src/components/switch-row';
import { Table } from '../../miniapp/src/components/table';
import { byName, render, tap, type } from './render';

describe('a button', () => {
  it('is a real button that says its words', () => {
    let tapped = 0;
    const box = render(<Button onTap={() => (tapped += 1)}>去推荐</Button>);
    tap(byName(box, 'button', '去推荐'));
    expect(tapped).toBe(1);
  });

  it('that is off stays in reach of the reader and does nothing', () => {
    let tapped = 0;
    const box = render(
      <Button off onTap={() => (tapped += 1)}>
        推荐已经截止
      </Button>,
    );
    const button = byName(box, 'button', '推荐已经截止');
    tap(button);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.hasAttribute('disabled')).toBe(false);
    expect(tapped).toBe(0);
  });
});

describe('a field', () => {
  it('ties label, hint and error to its input', () => {
    const box = render(
      <Field label="姓名" hint="和身份证上一样" error="还没有填姓名" value="" onInput={() => undefined} />,
    );
    const input = box.querySelector('input')!;
    expect(box.querySelector('label')!.htmlFor).toBe(input.id);
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const said = input
      .getAttribute('aria-describedby')!
      .split(' ')
      .map((id) => document.getElementById(id)!.textContent);
    expect(said).toEqual(['和身份证上一样', '还没有填姓名']);
  });

  it('hands on what is typed', () => {
    let typed = '';
    const box = render(<Field label="姓名" value="" onInput={(text) => (typed = text)} />);
    type(box.querySelector('input')!, '赵明山');
    expect(typed).toBe('赵明山');
  });
});

function Choosing() {
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <ChoiceList
      label="人选"
      max={1}
      choices={[
        { id: 'a', name: '陈桂兰', more: '一组·女·46岁' },
        { id: 'b', name: '何建设' },
      ]}
      chosen={chosen}
      onToggle={(id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
    />
  );
}

describe('a choice list', () => {
  it('chooses by the whole row, and at the maximum lets nothing else in', () => {
    const box = render(<Choosing />);
    const [first, second] = [...box.querySelectorAll<HTMLElement>('[role=checkbox]')];
    tap(first!);
    expect(first!.getAttribute('aria-checked')).toBe('true');
    expect(second!.getAttribute('aria-disabled')).toBe('true');
    tap(second!);
    expect(second!.getAttribute('aria-checked')).toBe('false');
    tap(first!);
    expect(second!.hasAttribute('aria-disabled')).toBe(false);
  });
});

describe('rows, switches and halves', () => {
  it('a row that leads somewhere is one link with all its words', () => {
    const box = render(<Row icon="notice" name="看公告" news="2 条没看" onTap={() => undefined} />);
    expect(box.querySelector('[role=link]')!.textContent).toBe('看公告2 条没看');
  });

  it('a switch is operated by its row', () => {
    let on = false;
    const box = render(<SwitchRow name="长辈版（大字）" on={on} onChange={(next) => (on = next)} />);
    tap(byName(box, '[role=switch]', '长辈版（大字）'));
    expect(on).toBe(true);
  });

  it('halves are radios, one of them checked', () => {
    const options = [
      { value: 'a', text: '标准字' },
      { value: 'b', text: '长辈版' },
    ] as const;
    const box = render(<Segmented label="字的大小" options={options} value="a" onChange={() => undefined} />);
    expect(byName(box, '[role=radiogroup]', '字的大小')).toBeTruthy();
    expect([...box.querySelectorAll('[role=radio]')].map((one) => one.getAttribute('aria-checked'))).toEqual([
      'true',
      'false',
    ]);
  });
});

describe('due dates', () => {
  it('are said in words: far, near, today, over', () => {
    expect([9, 3, 0, -2].map((days) => daysLeft(days))).toEqual([
      '还有 9 天',
      '还剩 3 天',
      '今天截止',
      '超期 2 天',
    ]);
    expect(daysLeft(4, '个工作日')).toBe('还有 4 个工作日');
  });

  it('turn brown within three days and red when over', () => {
    const tones = [9, 2, -1].map((days) => render(<DueChip days={days} />).querySelector('.pill')!.className);
    expect(tones).toEqual(['pill', 'pill due', 'pill red']);
  });
});

describe('the stage banner', () => {
  it('says in words what its cells show', () => {
    const box = render(
      <StageBanner stage={4} left="还剩 3 天">
        请您推荐村委会的人选。
      </StageBanner>,
    );
    expect(box.textContent).toContain('现在·第 4 步，共 8 步');
    expect(box.querySelector('h2')!.textContent).toBe('推荐提名');
    expect(box.querySelectorAll('.cell.done')).toHaveLength(3);
    expect(box.querySelector('.cells')!.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('the receipt', () => {
  const groups = Array.from({ length: 12 }, (_, i) => String(100 + i));

  it('gives each group its place and its figures one by one', () => {
    const box = render(<Receipt groups={groups} />);
    expect(box.querySelectorAll('.rc-row')).toHaveLength(4);
    expect(byName(box, '[role=group]', '第 7 组，1 0 6')).toBeTruthy();
  });

  it('shows nothing while it is covered', () => {
    expect(render(<Receipt groups={groups} covered />).textContent).toBe('已遮住');
  });

  it('says of a typed group that it was copied wrong', () => {
    const box = render(
      <ReceiptGrid
        groups={groups.map((figures, i) => ({ figures, state: i === 6 ? 'wrong' : 'right' }))}
        onPick={() => undefined}
      />,
    );
    expect(byName(box, 'button', '第 7 组，1 0 6，抄错了')).toBeTruthy();
  });

  it('says what is wrong with a group right under its row, which the page can be led to', () => {
    const box = render(
      <ReceiptGrid
        groups={groups.map((figures, i) => ({ figures, state: i === 6 ? 'wrong' : 'right' }))}
        here={{ place: 6, id: 'receipt-6-3-said' }}
        said={<Note icon="bad" tone="red" title="第 7 组抄错了" />}
        onPick={() => undefined}
      />,
    );
    const row = box.querySelector('#receipt-6-3-said');
    expect(row?.firstElementChild?.textContent).toContain('第 7 组106');
    expect(row?.lastElementChild?.textContent).toBe('第 7 组抄错了');
  });

  it('is typed on a keypad of the page', () => {
    const typed: string[] = [];
    const nothing = (): void => undefined;
    const box = render(
      <Keypad
        onDigit={(d) => typed.push(d)}
        onDelete={nothing}
        onUnclear={nothing}
        onNext={nothing}
        nextReady={false}
      />,
    );
    for (const digit of ['7', '0']) tap(byName(box, 'button', digit));
    expect(typed).toEqual(['7', '0']);
    expect(byName(box, 'button', '下一组').getAttribute('aria-disabled')).toBe('true');
  });
});

describe('notes and tables', () => {
  it('a note of an error is spoken at once', () => {
    const box = render(<Note icon="bad" tone="red" title="没有登录" />);
    expect(box.querySelector('[role=alert]')!.textContent).toBe('没有登录');
  });

  it('a table is walked by the arrow keys', () => {
    let selected = 'a';
    const box = render(
      <Table
        label="来信"
        columns={[{ head: '编号', cell: (row: { id: string }) => row.id }]}
        rows={[{ id: 'a' }, { id: 'b' }]}
        idOf={(row) => row.id}
        selected={selected}
        onSelect={(id) => (selected = id)}
      />,
    );
    const [first] = [...box.querySelectorAll('tbody tr')];
    first!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(selected).toBe('b');
  });
});

describe('words that must not break', () => {
  const whole = (words: string) => {
    const box = render(<Note icon="clock">{words}</Note>);
    expect(box.textContent).toBe(words);
    return [...box.querySelectorAll('.nw')].map((one) => one.textContent);
  };

  it('keep dates, weekdays, notice numbers, telephone numbers and counts whole, and say the same', () => {
    expect(whole('11月30日（星期一）18:00 截止，还剩 3 天')).toEqual([
      '11月30日',
      '（星期一）',
      '18:00 截',
      '3 天',
    ]);
    expect(whole('村民选举委员会第4号·11月19日')).toEqual(['第4号·', '11月19日']);
    expect(whole('打 0000-628 0110，还有 15 个工作日')).toEqual(['0000-628 0110', '15 个工作日']);
  });

  it('are left alone where there is nothing to keep whole', () => {
    expect(whole('还没有提交，下一步请您核对。')).toEqual([]);
  });
});

describe('rich text', () => {
  it('keeps telephone numbers on one line, and touches nothing else', () => {
    const html =
      '<p>请打 0000-628 0110。</p><table title="0000-1"><tbody><tr><td>11月20日</td></tr></tbody></table>';
    const box = render(<Rich html={html} />);
    expect([...box.querySelectorAll('.nw')].map((one) => one.textContent)).toEqual(['0000-628 0110']);
    expect(box.querySelector('table')?.title).toBe('0000-1');
    expect(box.textContent).toBe('请打 0000-628 0110。11月20日');
  });
});
