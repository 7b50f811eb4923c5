import { type ReactNode, useState } from 'react';
import { SLIP_FIGURES, slipCodeHolds } from '#shared/slip/code';
import { Button, Dock } from '../../components/button';
import { Head } from '../../components/head';
import { Keypad } from '../../components/keypad';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { ReceiptGrid } from '../../components/receipt';
import { scan } from '../../platform/device';
import {
  again,
  countIn,
  EMPTY,
  erase,
  isWhole,
  next,
  pick,
  shown,
  type as typeIn,
  type Typing,
} from './typing';

const GROUPS = EMPTY.groups.length;

/** The figures of a slip, typed on the page's own keypad, or read with the camera. */
export function TypeCode({
  title,
  said,
  onCode,
  onScanned,
}: {
  title: string;
  /** What is to be said of what was scanned. */
  said: ReactNode;
  onCode: (code: string) => void;
  onScanned: (text: string | undefined) => void;
}): ReactNode {
  const [typing, setTyping] = useState<Typing>(EMPTY);
  const code = typing.groups.join('');
  const isRight = slipCodeHolds(code);
  const isIn = isWhole(typing);
  const dock = (
    <Dock then={thenOf(typing, isRight)}>
      {isRight ? <Button onTap={() => onCode(code)}>下一步</Button> : null}
      {/* Once all is in, the keypad makes room for what was found, until a group is tapped. */}
      {isIn ? null : (
        <Keypad
          onDigit={(figure) => setTyping((now) => typeIn(now, figure))}
          onDelete={() => setTyping(erase)}
          onNext={() => setTyping(next)}
          nextReady={next(typing) !== typing}
        />
      )}
    </Dock>
  );
  return (
    <Page dock={dock}>
      <Head title={title} sub={`照着纸条，输 ${SLIP_FIGURES} 位数字`} />
      <Box className="edge">
        {said}
        {isIn && !isRight ? (
          <Note icon="bad" tone="red" inset title="有一位抄错了">
            请对着纸条再看一遍。先看容易看混的 1 和 7、0 和 6、3 和 8。
          </Note>
        ) : null}
        <ReceiptGrid
          groups={shown(typing)}
          across={2}
          onPick={(at) => setTyping((now) => (isWhole(now) ? again(now, at) : pick(now, at)))}
        />
        <Camera onScanned={onScanned} />
      </Box>
    </Page>
  );
}

function Camera({ onScanned }: { onScanned: (text: string | undefined) => void }): ReactNode {
  const scanner = scan;
  return (
    <Box className="mt12">
      {scanner ? (
        <Button kind="second" onTap={() => void scanner().then(onScanned)}>
          不输数字，扫纸条上的二维码
        </Button>
      ) : (
        <Para className="mute tl">用手机相机或者微信扫纸条上的二维码，会直接打开这一页，不用输。</Para>
      )}
    </Box>
  );
}

function thenOf(typing: Typing, isRight: boolean): string {
  if (isRight) return '数字输对了，还没有送出。要改哪一组，点那一格。';
  if (isWhole(typing)) return '输的都还在，还没有送出。要改哪一组，点那一格。';
  return `输了 ${countIn(typing)} 组，还差 ${GROUPS - countIn(typing)} 组。`;
}
