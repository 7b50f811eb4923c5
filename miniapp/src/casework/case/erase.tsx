import { type ReactNode, useState } from 'react';
import { GROUND_WORDS, GROUNDS, type Ground } from '#shared/tip/ground';
import { erasableFrom, isErased, mayErase } from '#shared/tip/rules';
import { endedWords } from '#shared/tip/words';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Box, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import { useAct } from '../../platform/use-act';
import { eraseOn } from '../closing';
import { type Acting, useSpeaker } from '../saying';
import { sayDay } from '../words';
import { ArchivedBefore } from './archived-before';

/** Proposing that the content of an ended case is erased: another officer confirms it, as they do an end. */
export function EraseCase(acting: Acting): ReactNode {
  const [shown, setShown] = useState(false);
  const { view, proposal } = acting.open;
  const { state } = view;
  if (view.role !== 'office' || !mayErase(state) || proposal) return null;
  const from = Math.min(...GROUNDS.map((ground) => erasableFrom(state, ground)));
  if (today() < from) return <Words className="tl mute">{`${sayDay(from, 0)}起才可以删除内容`}</Words>;
  return (
    <>
      <Button kind="second" onTap={() => setShown(true)}>
        删除内容……
      </Button>
      {shown ? <Choose acting={acting} onClose={() => setShown(false)} /> : null}
    </>
  );
}

function Choose({ acting, onClose }: { acting: Acting; onClose: () => void }): ReactNode {
  const [ground, setGround] = useState<Ground>();
  const { state } = acting.open.view;
  const from = (one: Ground): number => (mayErase(state) ? erasableFrom(state, one) : 0);
  const early = GROUNDS.filter((one) => today() < from(one));
  const { busy, problem, unsettled, say } = useSpeaker(acting);
  const go = async (): Promise<void> => {
    if (!ground || busy) return;
    if (await say({ act: { act: 'propose' }, text: '', erase: ground })) onClose();
  };
  const buttons = (
    <>
      <Button kind="second" onTap={onClose}>
        不删除
      </Button>
      <Button off={!ground || busy} icon="lock" onTap={() => void go()}>
        {busy ? '正在密封' : unsettled ? '再送一次' : '提出删除'}
      </Button>
    </>
  );
  return (
    <Dialog title="提出删除这封信的内容" onClose={onClose} buttons={buttons}>
      {unsettled ? null : (
        <ChoiceList
          one
          label="为什么删除"
          choices={GROUNDS.filter((one) => !early.includes(one)).map((id) => ({
            id,
            name: GROUND_WORDS[id],
          }))}
          chosen={ground ? [ground] : []}
          onToggle={(id) => setGround(GROUNDS.find((one) => one === id))}
        />
      )}
      {early.map((one) => (
        <Para
          key={one}
          className="tl mute mt8"
        >{`“${GROUND_WORDS[one]}”：${sayDay(from(one), 0)}起才可以选。`}</Para>
      ))}
      {ground ? <ArchivedBefore {...acting} ground={ground} /> : null}
      <Para className="tl mute mt8">
        要另一名办理人员在自己的电脑上确认才删，确认以前可以撤回。删的是来往、内部记录和文件，找不回来，要留的先封存档案或者打印归档。日子、理由和核对用的哈希一直留着，来信人的凭据照样核对得上。
      </Para>
      <NotDone title={unsettled ? '还不知道办成没有' : '没有办成'} problem={problem} />
    </Dialog>
  );
}

/** What is left of a case whose content was erased, by what two officers signed and not by the server's word. */
export function Erased({ open, office, keys, onDone }: Acting): ReactNode {
  const { busy, problem, act } = useAct();
  const { view, erasure } = open;
  if (!isErased(view.state)) return null;
  const said = erasure?.ok && erasure.content.kind === 'status' ? erasure.content.said : undefined;
  const goOn = async (): Promise<void> => {
    const outcome = await act(() => eraseOn(open, office, keys));
    if (outcome.ok) onDone(outcome.value);
  };
  if (said?.status !== 'erased')
    return (
      <Box className="desk-pad">
        <Note icon="bad" tone="red" inset title="内容没有了，可是没有两个人的签字">
          核对不上是谁删的。请报上级处理，不要再办。
        </Note>
      </Box>
    );
  const isGoing = view.state.state === 'erasing';
  const day = sayDay(view.erasure?.day ?? view.state.received);
  return (
    <Box className="desk-pad">
      <Note icon="ok" inset title={isGoing ? '正在删除内容' : `${day}内容已删除`}>
        <Para>{`理由：${GROUND_WORDS[said.ground]}。两名办理人员签过字。`}</Para>
        <Para>{`原来的结果：${endedWords(view.state.ended)}。`}</Para>
        <Para>
          {isGoing
            ? '来往、内部记录和文件正在服务器上一样一样删掉，已经谁也打不开。'
            : '服务器上的来往和内部记录都没有了，文件也打不开了，几天里删净。打印过的、另外记下的，不在里面，要自己处理。'}
        </Para>
        <Para>留下的哈希能证明原来有过、没有换过。</Para>
      </Note>
      {isGoing && view.role === 'office' ? (
        <Box className="mt8">
          <Para>还没有删完，请接着删完。</Para>
          <Button off={busy} onTap={() => void goOn()}>
            接着删完
          </Button>
        </Box>
      ) : null}
      <NotDone title="没有删完" problem={problem} />
    </Box>
  );
}
