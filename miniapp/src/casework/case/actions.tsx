import { type ReactNode, useState } from 'react';
import { REFUSAL_WORDS, REFUSALS, type Refusal } from '#shared/tip/refusal';
import { actsFrom } from '#shared/tip/rules';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Box } from '../../components/native';
import type { Saying } from '../opening';
import { type Acting, useSpeaker } from '../saying';
import { ACT_WORDS } from '../words';
import { Telling } from './telling';
import { Together, useTogether } from './together';
import { textFault, useWording } from './wording';
import { Wordings } from './wordings';

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
  const [reason, setReason] = useState<Refusal>();
  const worded = useWording(acting, act, reason);
  const { text, onInput } = worded;
  const speaker = useSpeaker(acting);
  const together = useTogether(acting.group, ({ view }) => actsFrom(view.state).includes(act));
  const command = commandOf(act, reason);
  const fault = command ? textFault(text) : '先选不受理的理由。';
  const go = async (): Promise<void> => {
    if (!command || fault !== undefined || speaker.busy) return;
    if (await speaker.say({ act: command, text: text.trim() }, together.also)) onClose();
  };
  const close = (): void => {
    if (speaker.unsettled) void speaker.refresh();
    onClose();
  };
  return (
    <Telling
      {...speaker}
      title={`${ACT_WORDS[act]}这封信`}
      label="告诉来信人"
      text={text}
      onInput={onInput}
      fault={fault}
      after={AFTER[act]}
      verb={`密封并${ACT_WORDS[act]}`}
      later="先不办"
      onSend={() => void go()}
      onClose={close}
    >
      {act === 'refuse' ? <Reasons chosen={reason} onChoose={setReason} /> : null}
      <Wordings {...worded} />
      <Together {...together} />
    </Telling>
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
function commandOf(act: Act, reason: Refusal | undefined): Saying['act'] | undefined {
  if (act !== 'refuse') return { act };
  return reason && { act, reason };
}
