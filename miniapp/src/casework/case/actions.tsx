import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { REFUSAL_WORDS, REFUSALS, type Refusal } from '#shared/tip/refusal';
import { actsFrom, type TipAct } from '#shared/tip/rules';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { type Acting, useSpeaker } from '../saying';
import { ACT_WORDS } from '../words';

type Act = Exclude<TipAct['act'], 'reply'>;

/** A first wording, to be changed: nobody should have to face an empty box with a legal clock running. */
const WORDING: Record<Act, string> = {
  accept: '来信收到，已经受理。有新情况可以随时在这里写。',
  refuse: '来信收到。按规定不由我们受理，',
  handle: '正在核实。有新情况可以随时在这里写。',
  close: '已经办结。结果是：',
};

const AFTER: Record<Act, string> = {
  accept: '来信人下次打开时看到“受理”和这段话。受理以后不能改成不受理。',
  refuse: '来信人下次打开时看到理由和这段话，这封信到此结束，改不了。',
  handle: '来信人下次打开时看到“核实”和这段话。',
  close: '来信人下次打开时看到结果，这封信到此结束，改不了。',
};

/** The acts that are drawn from where the case stands, and no others. */
export function CaseActions(acting: Acting): ReactNode {
  const [chosen, setChosen] = useState<Act>();
  const { view } = acting.open;
  if (view.role !== 'office') return null;
  const acts = actsFrom(view.state).filter((act): act is Act => act !== 'reply');
  return (
    <>
      {acts.map((act, i) => (
        <Button key={act} kind={i > 0 ? 'second' : 'first'} onTap={() => setChosen(act)}>
          {`${ACT_WORDS[act]}……`}
        </Button>
      ))}
      {chosen ? <Confirm act={chosen} acting={acting} onClose={() => setChosen(undefined)} /> : null}
    </>
  );
}

function Confirm({ act, acting, onClose }: { act: Act; acting: Acting; onClose: () => void }): ReactNode {
  const [text, setText] = useState(WORDING[act]);
  const [reason, setReason] = useState<Refusal>();
  const { busy, problem, unsettled, say, refresh } = useSpeaker(acting);
  const command = commandOf(act, reason);
  const ready = command !== undefined && text.trim() !== '' && !busy;
  const go = async (): Promise<void> => {
    if (command && (await say({ act: command, text: text.trim() }))) onClose();
  };
  const close = (): void => {
    if (unsettled) void refresh();
    onClose();
  };
  const buttons = (
    <>
      <Button kind="second" onTap={close}>
        先不办
      </Button>
      <Button off={!ready} icon="lock" onTap={() => void go()}>
        {busy ? '正在密封' : unsettled ? '再送一次' : `密封并${ACT_WORDS[act]}`}
      </Button>
    </>
  );
  return (
    <Dialog title={`${ACT_WORDS[act]}这封信`} onClose={close} buttons={buttons}>
      {act === 'refuse' && !unsettled ? <Reasons chosen={reason} onChoose={setReason} /> : null}
      <Telling text={text} disabled={busy || unsettled} onInput={setText} />
      <Para className="tl mute mt8">{command ? AFTER[act] : '先选不受理的理由。'}</Para>
      {problem ? (
        <Note icon="bad" tone="red" title={unsettled ? '还不知道办成没有' : '没有办成'}>
          {problem.title}
        </Note>
      ) : null}
    </Dialog>
  );
}

function Telling({
  text,
  disabled,
  onInput,
}: {
  text: string;
  disabled: boolean;
  onInput: (text: string) => void;
}): ReactNode {
  return (
    <Field
      area
      label="告诉来信人"
      hint="不要写出能认出来信人的话"
      value={text}
      max={MAX_TEXT}
      rows={4}
      disabled={disabled}
      onInput={onInput}
    />
  );
}

function Reasons({
  chosen,
  onChoose,
}: {
  chosen: Refusal | undefined;
  onChoose: (reason: Refusal) => void;
}): ReactNode {
  return (
    <Box>
      <Box className="lab">不受理的理由（检举控告工作规则第十三条）</Box>
      <ChoiceList
        one
        label="不受理的理由"
        choices={REFUSALS.map((id) => ({ id, name: REFUSAL_WORDS[id] }))}
        chosen={chosen ? [chosen] : []}
        onToggle={(id) => onChoose(REFUSALS.find((one) => one === id) ?? 'other-remit')}
      />
    </Box>
  );
}

/** The command, once a refusal has its legal reason. */
function commandOf(act: Act, reason: Refusal | undefined): TipAct | undefined {
  if (act !== 'refuse') return { act };
  return reason && { act, reason };
}
