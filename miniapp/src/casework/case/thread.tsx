import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { actsFrom, isErased, isOpen } from '#shared/tip/rules';
import { reprisalsIn } from '#shared/tip/standing';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Thread } from '../../components/thread';
import { leadOf, type OpenCase } from '../opening';
import { type Acting, useSpeaker } from '../saying';
import { Erased } from './erase';
import { Enclosing, useEnclosing } from './files';
import { Proposed } from './proposed';
import { Together, useTogether } from './together';
import { linesOf } from './thread-lines';
import { sayDay } from '../words';
import { Insert } from './wordings';

/** The letters, and the box to write back in. */
export function CaseThread(acting: Acting): ReactNode {
  if (isErased(acting.open.view.state)) return <Erased {...acting} />;
  return (
    <>
      <Reprisals open={acting.open} />
      <Box className="desk-pad">
        <Thread lines={linesOf(acting.open)} />
      </Box>
      <CaseFoot {...acting} />
    </>
  );
}

/** What whoever opens the letter sees first: its writer says that somebody takes it out on them. */
function Reprisals({ open }: { open: OpenCase }): ReactNode {
  const days = reprisalsIn(open.entries).flatMap((seq) => open.view.records[seq]?.day ?? []);
  if (days.length === 0) return null;
  return (
    <Box className="desk-pad">
      <Note
        icon="bad"
        tone="red"
        inset
        title={`来信人说因为这封信受到打击报复：${days.map((day) => sayDay(day)).join('、')}`}
      >
        <Para>马上核实，保护来信人；有人身危险的，立即报公安机关。</Para>
        <Para>
          宪法第四十一条：任何人不得压制和打击报复。检举控告工作规则第四十七条：来信人和来信内容严格保密，核实时不要让人猜到。
        </Para>
      </Note>
    </Box>
  );
}

/** What is to be done here: confirming an end, writing back, or nothing. */
export function CaseFoot(acting: Acting): ReactNode {
  const { role, state } = acting.open.view;
  if (acting.open.proposal && role !== 'second') return <Proposed {...acting} />;
  const mayReply = role === 'office' && actsFrom(state).includes('reply');
  return mayReply ? <Composer {...acting} /> : <NotHere open={acting.open} />;
}

/** Why there is nothing to be done here. */
function NotHere({ open }: { open: OpenCase }): ReactNode {
  const lead = leadOf(open)?.name ?? '主办的办公室';
  const { role, state } = open.view;
  return (
    <Box className="desk-pad">
      <Note icon={isOpen(state) ? 'people' : 'ok'} inset>
        {!isOpen(state)
          ? '这封信到此结束，双方都不能再写。来信人有新情况，会另写一封。'
          : role === 'second'
            ? `这封信由${lead}主办，您这里联合办理：来往的信都看得到，受理、答复、办结由${lead}来做。`
            : `这封信是${lead}的，过了期限还没有答复受不受理，所以这里也能看。请督促${lead}，答复由${lead}来做。`}
      </Note>
    </Box>
  );
}

function Composer(acting: Acting): ReactNode {
  const [text, setText] = useState('');
  const [empty, setEmpty] = useState(false);
  const { busy, problem, unsettled, say } = useSpeaker(acting);
  const together = useTogether(acting.group, ({ view }) => actsFrom(view.state).includes('reply'));
  const enclosing = useEnclosing(acting.open, acting.office);
  const isBusy = busy || enclosing.progress !== undefined;
  const send = async (): Promise<void> => {
    const words = text.trim();
    setEmpty(words === '');
    if (words === '') return;
    const files = unsettled ? [] : await enclosing.enclose();
    if (!files || !(await say({ act: { act: 'reply' }, text: words, files }, together.also))) return;
    setText('');
    enclosing.clear();
  };
  return (
    <Box className="desk-pad">
      <Field
        area
        label="写给来信人"
        placeholder="不要写出能认出来信人的话"
        value={text}
        max={MAX_TEXT}
        rows={3}
        disabled={isBusy || unsettled}
        error={empty ? '先写几句，再送出' : problem?.title}
        onInput={setText}
      />
      {isBusy || unsettled ? null : (
        <Insert acting={acting} onInsert={(words) => setText(text === '' ? words : `${text}\n${words}`)} />
      )}
      <Enclosing enclosing={enclosing} disabled={isBusy || unsettled} />
      {isBusy || unsettled ? null : <Together {...together} />}
      <Box className="row mt8">
        <Words className="grow mute tl">送出后改不了，来信人下次打开时看到。</Words>
        <Button kind="second" icon="lock" off={isBusy} onTap={() => void send()}>
          {isBusy ? '正在密封' : unsettled ? '再送一次' : '密封并送出'}
        </Button>
      </Box>
    </Box>
  );
}
