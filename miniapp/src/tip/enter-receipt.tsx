import { type ReactNode, useState } from 'react';
import { type Reading, type Receipt, readReceipt, receiptTexts } from '#shared/tip/receipt';
import { Button, Dock } from '../components/button';
import { Head } from '../components/head';
import { Keypad } from '../components/keypad';
import { Note } from '../components/note';
import { Box, Para } from '../components/native';
import { type Group, type GroupState, ReceiptGrid } from '../components/receipt';
import { ProgressBar } from '../components/steps';
import { back } from '../platform/navigate';
import type { Problem } from '../platform/request';
import { Frame } from './frame';
import {
  countIn,
  EMPTY,
  erase,
  idOf,
  isComplete,
  isIn,
  mark,
  next,
  pick,
  type as typeIn,
  typedGroups,
  type Typing,
} from './typing';

/** A receipt entered later: two check groups find and mend one wrong group, a swap, or two that cannot be read. */
export function EnterReceipt({
  opening,
  problem,
  onOpen,
}: {
  opening: boolean;
  problem: Problem | undefined;
  onOpen: (receipt: Receipt) => void;
}): ReactNode {
  const [typing, setTyping] = useState<Typing>(EMPTY);
  // When all is in the keypad makes room for what was found, until a group is tapped.
  const [mending, setMending] = useState(false);
  const reading = isComplete(typing) ? readReceipt(typedGroups(typing)) : undefined;
  const receipt = reading && reading.kind !== 'unreadable' ? reading.receipt : undefined;
  const ahead = aheadOf(typing);
  const here = { place: ahead.at, id: idOf(ahead, mending) };
  const found = `receipt-found${problem ? '-problem' : ''}`;
  const type = (change: (typing: Typing) => Typing): void => {
    setMending(false);
    setTyping(change);
  };
  const go = (place: number): void => {
    setMending(isComplete(typing));
    setTyping((now) => pick(now, place));
  };
  return (
    <Frame
      left=" "
      onBack={opening ? undefined : back}
      into={reading && !mending ? found : here.id}
      dock={
        opening ? (
          <Opening />
        ) : (
          <Dock then={thenOf(typing, reading)}>
            {receipt && !mending ? null : <Keys typing={typing} onType={type} />}
            {receipt ? <Open receipt={receipt} onOpen={onOpen} /> : null}
          </Dock>
        )
      }
    >
      <Head small title="输入 12 组数字" sub="照着纸，一组一组输" />
      <Box className="edge">
        {/* Above the grid: below it the keypad would hide what was found. */}
        <Found id={found} reading={reading} typing={typing} problem={problem} />
        <ReceiptGrid groups={shown(typing, reading, mending)} here={here} onPick={go} />
        <StaysHere />
      </Box>
    </Frame>
  );
}

function StaysHere(): ReactNode {
  return (
    <Box className="mt12">
      <Note icon="lock" inset>
        这 12 组数字不会发出去，只在这部手机上用来开锁。纸丢了，谁也补不出来：请重新写一封，或者打 12388。
      </Note>
    </Box>
  );
}

function Found({
  id,
  reading,
  typing,
  problem,
}: {
  id: string;
  reading: Reading | undefined;
  typing: Typing;
  problem: Problem | undefined;
}): ReactNode {
  return (
    <Box id={id}>
      {reading ? <Mended reading={reading} typing={typing} /> : null}
      {problem ? (
        <Note icon="bad" tone="red" inset title="没有打开">
          {problem.title}
        </Note>
      ) : null}
    </Box>
  );
}

function Opening(): ReactNode {
  return (
    <Dock>
      <ProgressBar words="正在这部手机上开锁……" share={0.5} />
    </Dock>
  );
}

function Open({ receipt, onOpen }: { receipt: Receipt; onOpen: (receipt: Receipt) => void }): ReactNode {
  return (
    <Box className="mt8">
      <Button onTap={() => onOpen(receipt)}>查看</Button>
    </Box>
  );
}

function Keys({
  typing,
  onType,
}: {
  typing: Typing;
  onType: (change: (typing: Typing) => Typing) => void;
}): ReactNode {
  return (
    <Keypad
      onDigit={(figure) => onType((now) => typeIn(aheadOf(now), figure))}
      onDelete={() => onType(erase)}
      onUnclear={() => onType((now) => next(mark(now)))}
      onNext={() => onType(next)}
      nextReady={isIn(typing, typing.at) && !isComplete(typing)}
    />
  );
}

/** Where the next figure goes: a full group is left by typing on, until all are in. */
function aheadOf(typing: Typing): Typing {
  return isIn(typing, typing.at) && !isComplete(typing) ? next(typing) : typing;
}

function thenOf(typing: Typing, reading: Reading | undefined): string {
  if (!reading) return `输了 ${countIn(typing)} 组，还差 ${12 - countIn(typing)} 组。`;
  if (reading.kind === 'unreadable') return '输的都还在。要改哪一组，点那一格。';
  return '12 组都输好了。要改哪一组，点那一格。';
}

/** The grid shows what will be tried: the mended figures, marked. The group one is at shows what was typed. */
function shown(typing: Typing, reading: Reading | undefined, mending: boolean): Group[] {
  const mended = reading && reading.kind !== 'unreadable' ? receiptTexts(reading.receipt) : undefined;
  return typing.figures.map((figures, place) => {
    const changed = mended !== undefined && mended[place] !== figures;
    const current = place === typing.at && (!reading || mending);
    if (changed && !current) return { figures: mended[place] ?? figures, state: 'maybe' };
    return { figures, state: current && !isUnclear(typing, place) ? 'current' : stateOf(typing, place) };
  });
}

function isUnclear({ unclear }: Typing, place: number): boolean {
  return unclear[place] === true;
}

function stateOf(typing: Typing, place: number): GroupState {
  if (isUnclear(typing, place)) return 'unclear';
  return typing.figures[place] === '' ? 'empty' : 'filled';
}

function Mended({ reading, typing }: { reading: Reading; typing: Typing }): ReactNode {
  switch (reading.kind) {
    case 'good':
      return null;
    case 'mended': {
      const right = receiptTexts(reading.receipt)[reading.group] ?? '';
      return (
        <Note
          icon="warn"
          tone="due"
          inset
          title={`第 ${reading.group + 1} 组可能抄错了，已按 ${right} 试着打开`}
        >
          <Para>{`您输的是 ${typing.figures[reading.group] ?? ''}。`}</Para>
          <Para>{`打得开，就请在纸上改成 ${right}。`}</Para>
        </Note>
      );
    }
    case 'swapped':
      return (
        <Note
          icon="warn"
          tone="due"
          inset
          title={`第 ${reading.first + 1} 组和第 ${reading.first + 2} 组可能写反了，已换过来试着打开`}
        >
          打得开，就请在纸上换过来。
        </Note>
      );
    case 'filled':
      return (
        <Note icon="warn" tone="due" inset title="看不清的，已经算出来试着打开">
          {reading.groups
            .map((group) => `第 ${group + 1} 组算出是 ${receiptTexts(reading.receipt)[group] ?? ''}`)
            .join('，')}
          。打得开，就请在纸上补写清楚。
        </Note>
      );
    case 'unreadable':
      return (
        <Note icon="bad" tone="red" inset title="这 12 组对不上，请照着纸再看看">
          错的不止一组，或者看不清的超过两组。先看容易写混的 1 和 7、0 和 6、3 和 8。
        </Note>
      );
  }
}
