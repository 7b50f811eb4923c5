import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import { actsFrom } from '#shared/tip/rules';
import { STATE_WORDS } from '#shared/tip/words';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Words } from '../../components/native';
import { Thread, type ThreadLine } from '../../components/thread';
import { type OpenCase, say } from '../opening';
import { sayDay } from '../words';
import type { Acting } from './actions';

/** The letters, and the box to write back in. */
export function CaseThread(acting: Acting): ReactNode {
  const { view } = acting.open;
  const mayReply = view.role === 'office' && actsFrom(view.state).includes('reply');
  return (
    <>
      <Box className="desk-pad">
        <Thread lines={linesOf(acting.open)} />
      </Box>
      {mayReply ? <Composer {...acting} /> : null}
    </>
  );
}

function Composer({ open, office, keys, onDone }: Acting): ReactNode {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const send = async (): Promise<void> => {
    if (text.trim() === '') {
      setWrong('先写几句，再送出');
      return;
    }
    setBusy(true);
    const outcome = await say(open, office, keys, { act: { act: 'reply' }, text: text.trim() });
    setBusy(false);
    setWrong(outcome.ok ? undefined : outcome.problem.title);
    if (!outcome.ok) return;
    setText('');
    onDone(outcome.value);
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
        disabled={busy}
        error={wrong}
        onInput={setText}
      />
      <Box className="row mt8">
        <Words className="grow mute tl">送出后改不了，来信人下次打开时看到。</Words>
        <Button kind="second" icon="lock" off={busy} onTap={() => void send()}>
          {busy ? '正在密封' : '密封并送出'}
        </Button>
      </Box>
    </Box>
  );
}

function linesOf({ entries, view }: OpenCase): ThreadLine[] {
  return entries.flatMap((entry, i): ThreadLine[] => {
    const day = sayDay(view.records[i]?.day ?? view.state.received);
    const id = String(entry.seq);
    if (!entry.ok) return [{ kind: 'fact', id, text: `${day} 有一条核对不上或打不开，没有显示` }];
    const { content } = entry;
    const theirs = entry.direction === 0;
    const said: ThreadLine = {
      kind: theirs ? 'theirs' : 'mine',
      id,
      who: theirs ? '来信人' : '办公室',
      day,
      text: content.said.text,
    };
    if (content.kind !== 'status') return [said];
    return [
      {
        kind: 'fact',
        id: `${id}-at`,
        text: `${day} ${STATE_WORDS[content.said.status]}，来信人下次打开能看到`,
      },
      said,
    ];
  });
}
