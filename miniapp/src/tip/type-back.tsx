import { type ReactNode, useState } from 'react';
import { type Receipt, receiptTexts } from '#shared/tip/receipt';
import { Button, Dock, Link } from '../components/button';
import { Head } from '../components/head';
import { Keypad } from '../components/keypad';
import { Box, Words } from '../components/native';
import { Note } from '../components/note';
import { Page } from '../components/page';
import { Pill } from '../components/pill';
import { ReceiptGrid } from '../components/receipt';
import { isWrong, proofOf, rightGroups, typed } from './proof';
import { clear, EMPTY, erase, idOf, next, pick, type as typeIn, type Typing } from './typing';

/** The receipt typed back from paper: each group is checked at its third figure. */
export function TypeBack({
  receipt,
  onDone,
  onAgain,
}: {
  receipt: Receipt;
  onDone: () => void;
  onAgain: () => void;
}): ReactNode {
  const truth = receiptTexts(receipt);
  const [typing, setTyping] = useState<Typing>(EMPTY);
  const [shown, setShown] = useState<number>();
  const right = rightGroups(typing, truth);
  const missing = truth.length - right;
  const ahead = aheadOf(typing, truth);
  const said = shown === typing.at || isWrong(typing, truth);
  const here = { place: ahead.at, id: idOf(ahead, said) };
  return (
    <Page
      noBack
      atStake
      into={here.id}
      dock={<TypeDock truth={truth} typing={typing} onType={setTyping} onShow={setShown} onDone={onDone} />}
    >
      <Head above="最后，核对一下" title="照着纸，输入 12 组数字" />
      <Box className="row edge" live>
        <Pill icon="check" tone="done">{`对了 ${right} 组`}</Pill>
        <Words className="tl mute ml8">{missing > 0 ? `还差 ${missing} 组` : '都对了'}</Words>
      </Box>
      <Box className="edge">
        <ReceiptGrid
          groups={typed(typing, truth)}
          here={here}
          said={<Said typing={typing} truth={truth} shown={shown} />}
          onPick={(place) => setTyping((now) => pick(now, place))}
        />
        <Link icon="left" onTap={onAgain}>
          回去再看一遍回执
        </Link>
      </Box>
    </Page>
  );
}

/** Where the next figure goes: a right group is left by typing on, a wrong one begins anew. */
function aheadOf(typing: Typing, truth: readonly string[]): Typing {
  return typing.figures[typing.at] === truth[typing.at] ? next(typing) : typing;
}

/** The keypad alone while groups are missing; then the button. */
function TypeDock({
  truth,
  typing,
  onType,
  onShow,
  onDone,
}: {
  truth: readonly string[];
  typing: Typing;
  onType: (change: (typing: Typing) => Typing) => void;
  onShow: (place: number | undefined) => void;
  onDone: () => void;
}): ReactNode {
  if (rightGroups(typing, truth) === truth.length) {
    return (
      <Dock then="12 组都对了。纸收好，别和手机放在一起。">
        <Button onTap={onDone}>完成</Button>
      </Dock>
    );
  }
  return (
    <Dock then="12 组都对就完成。信已经送到，不会丢。">
      <Keypad
        onDigit={(figure) => {
          onShow(undefined);
          onType((now) => typeIn(aheadOf(now, truth), figure));
        }}
        onDelete={() => onType(erase)}
        onUnclear={() => {
          onShow(typing.at);
          onType(clear);
        }}
        onNext={() => onType(next)}
        nextReady={typing.figures[typing.at] === truth[typing.at]}
      />
    </Dock>
  );
}

function Said({
  typing,
  truth,
  shown,
}: {
  typing: Typing;
  truth: readonly string[];
  shown: number | undefined;
}): ReactNode {
  if (shown !== undefined && shown === typing.at) {
    return (
      <Note icon="grid" title={`第 ${shown + 1} 组是 ${truth[shown] ?? ''}，请在纸上重写`}>
        写清楚了，再照着纸输这一组。
      </Note>
    );
  }
  if (!isWrong(typing, truth)) return null;
  const { title, then } = proofOf(typing, truth);
  return (
    <Note icon="bad" tone="red" title={title}>
      {then}
    </Note>
  );
}
