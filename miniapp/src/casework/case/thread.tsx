import { type ReactNode, useState } from 'react';
import { MAX_TEXT } from '#shared/tip/content';
import type { Flaw } from '#shared/tip/record';
import { actsFrom } from '#shared/tip/rules';
import { STATE_WORDS } from '#shared/tip/words';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Box, Words } from '../../components/native';
import { Thread, type ThreadLine } from '../../components/thread';
import type { OpenCase } from '../opening';
import { type Acting, useSpeaker } from '../saying';
import { sayDay } from '../words';

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

function Composer(acting: Acting): ReactNode {
  const [text, setText] = useState('');
  const [empty, setEmpty] = useState(false);
  const { busy, problem, unsettled, say } = useSpeaker(acting);
  const send = async (): Promise<void> => {
    const words = text.trim();
    setEmpty(words === '');
    if (words !== '' && (await say({ act: { act: 'reply' }, text: words }))) setText('');
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
        disabled={busy || unsettled}
        error={empty ? '先写几句，再送出' : problem?.title}
        onInput={setText}
      />
      <Box className="row mt8">
        <Words className="grow mute tl">送出后改不了，来信人下次打开时看到。</Words>
        <Button kind="second" icon="lock" off={busy} onTap={() => void send()}>
          {busy ? '正在密封' : unsettled ? '再送一次' : '密封并送出'}
        </Button>
      </Box>
    </Box>
  );
}

function withheld(flaw: Flaw): string {
  return flaw === 'suite' ? '有一条是更新的版本写的，请刷新这一页再看' : '有一条核对不上或打不开，没有显示';
}

function linesOf({ entries, view }: OpenCase): ThreadLine[] {
  return entries.flatMap((entry, i): ThreadLine[] => {
    const day = sayDay(view.records[i]?.day ?? view.state.received);
    const id = String(entry.seq);
    if (!entry.ok) return [{ kind: 'fact', id, text: `${day} ${withheld(entry.flaw)}` }];
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
