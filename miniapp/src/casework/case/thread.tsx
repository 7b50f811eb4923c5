import { type ReactNode, useState } from 'react';
import { entryOf } from '#shared/directory/directory';
import type { Office } from '#shared/directory/office';
import { MAX_TEXT } from '#shared/tip/content';
import { actsFrom, isOpen } from '#shared/tip/rules';
import { reprisalsIn } from '#shared/tip/standing';
import { TRANSFER_WORDS } from '#shared/tip/transfer-reason';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { LetterFiles } from '../../components/letter-files';
import { Box, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Thread, type ThreadLine } from '../../components/thread';
import { today } from '../../platform/clock';
import { filesOf } from '../../platform/enclosed';
import { leadOf, type OpenCase, pieceGetter } from '../opening';
import { statusWords, withheldWords } from '../said';
import { type Acting, useSpeaker } from '../saying';
import { Enclosing, useEnclosing } from './files';
import { Proposed } from './proposed';
import { sayDay } from '../words';

/** The letters, and the box to write back in. */
export function CaseThread(acting: Acting): ReactNode {
  return (
    <>
      <Reprisals open={acting.open} />
      <Box className="desk-pad">
        <Thread lines={linesOf(acting.open)} />
      </Box>
      <Foot {...acting} />
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
        title={`来信人说因为这封信受到打击报复：${days.map(sayDay).join('、')}`}
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
function Foot(acting: Acting): ReactNode {
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
  const enclosing = useEnclosing(acting.open, acting.office);
  const isBusy = busy || enclosing.progress !== undefined;
  const send = async (): Promise<void> => {
    const words = text.trim();
    setEmpty(words === '');
    if (words === '') return;
    const files = unsettled ? [] : await enclosing.enclose();
    if (!files || !(await say({ act: { act: 'reply' }, text: words, files }))) return;
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
      <Enclosing enclosing={enclosing} disabled={isBusy || unsettled} />
      <Box className="row mt8">
        <Words className="grow mute tl">送出后改不了，来信人下次打开时看到。</Words>
        <Button kind="second" icon="lock" off={isBusy} onTap={() => void send()}>
          {isBusy ? '正在密封' : unsettled ? '再送一次' : '密封并送出'}
        </Button>
      </Box>
    </Box>
  );
}

function linesOf(open: OpenCase): ThreadLine[] {
  const { entries, view, directory, records } = open;
  const nameOf = (office: Office | undefined): string =>
    (office && entryOf(directory, office, today())?.name) ?? '办公室';
  const get = pieceGetter(open);
  return entries.flatMap((entry, i): ThreadLine[] => {
    // Who had the case then: it may be another office now.
    const office = nameOf(records[i]?.head?.office);
    const day = sayDay(view.records[i]?.day ?? view.state.received);
    const id = String(entry.seq);
    if (!entry.ok) return [{ kind: 'fact', id, text: `${day} ${withheldWords(entry.flaw)}` }];
    const { content } = entry;
    const theirs = entry.direction === 0;
    const said: ThreadLine = {
      kind: theirs ? 'theirs' : 'mine',
      id,
      who: theirs ? (content.kind === 'first' ? '来信人' : '来信人补充') : office,
      day,
      text: content.said.text,
      extra: <LetterFiles files={filesOf(records[i], content)} get={get} />,
    };
    if (content.kind === 'transfer') {
      const to = `${nameOf(content.said.to)}：${TRANSFER_WORDS[content.said.reason]}`;
      return [said, { kind: 'fact', id: `${id}-to`, text: `${day} 已转到${to}` }];
    }
    if (content.kind !== 'status') return [said];
    return [
      {
        kind: 'fact',
        id: `${id}-at`,
        text: `${day} ${statusWords(content.said)}，来信人下次打开能看到`,
      },
      said,
    ];
  });
}
