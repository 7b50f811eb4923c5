import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { REFUSAL_WORDS, REFUSALS, type Refusal } from '#shared/tip/refusal';
import { actsFrom } from '#shared/tip/rules';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import type { Saying } from '../opening';
import { type Acting, useSpeaker } from '../saying';
import { ACT_WORDS } from '../words';
import { isOwnWording, isUnfinished, wordingOf } from './wording';

const ACTS = ['accept', 'refuse', 'handle', 'propose'] as const;
type Act = (typeof ACTS)[number];

const AFTER: Record<Act, string> = {
  accept: '来信人下次打开时看到“受理”和这段话。受理以后不能改成不受理。',
  refuse: '来信人下次打开时看到理由、这段话和还能去哪里。这封信到此结束，改不了，双方都不能再写。',
  handle: '来信人下次打开时看到“核实”和这段话。',
  propose: '要另一名办理人员在自己的电脑上确认，才算办结，来信人才看到结果。确认以前可以撤回。',
};

/** The acts that are drawn from where the case stands, and no others. */
export function CaseActions(acting: Acting): ReactNode {
  const [chosen, setChosen] = useState<Act>();
  const { view } = acting.open;
  if (view.role !== 'office') return null;
  const drawn = actsFrom(view.state);
  const acts = ACTS.filter((act) => drawn.includes(act));
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
  const [text, setText] = useState(() => wordingOf(act));
  const [reason, setReason] = useState<Refusal>();
  const { busy, problem, unsettled, say, refresh } = useSpeaker(acting);
  const command = commandOf(act, reason);
  const fault = faultOf(command, text);
  const ready = fault === undefined && !busy;
  const choose = (chosen: Refusal): void => {
    setReason(chosen);
    if (!isOwnWording(text)) setText(wordingOf(act, chosen));
  };
  const go = async (): Promise<void> => {
    if (command && ready && (await say({ act: command, text: text.trim() }))) onClose();
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
      {act === 'refuse' && !unsettled ? <Reasons chosen={reason} onChoose={choose} /> : null}
      <Telling text={text} disabled={busy || unsettled} onInput={setText} />
      {fault ? <Para className="tl c-due b mt8">{fault}</Para> : null}
      <Para className="tl mute mt8">{AFTER[act]}</Para>
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

/** Why it cannot be sent yet. */
function faultOf(command: Saying['act'] | undefined, text: string): string | undefined {
  if (!command) return '先选不受理的理由。';
  if (text.trim() === '') return '先写几句告诉来信人。';
  return isUnfinished(text) ? '最后一句还没写完，写完再送。' : undefined;
}

/** The command, once a refusal has its legal reason. */
function commandOf(act: Act, reason: Refusal | undefined): Saying['act'] | undefined {
  if (act !== 'refuse') return { act };
  return reason && { act, reason };
}
