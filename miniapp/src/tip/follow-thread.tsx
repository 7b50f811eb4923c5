import { type ReactNode, useState } from 'react';
import { dateOfDay, sayDate } from '#shared/time';
import { type Content, wordsOf } from '#shared/tip/content';
import { REFUSAL_WORDS } from '#shared/tip/refusal';
import { isOpen } from '#shared/tip/rules';
import { type Standing, standingOf } from '#shared/tip/standing';
import type { Entry } from '#shared/tip/thread';
import {
  erasedWords,
  extendedWords,
  goesWords,
  recoveredWords,
  STATE_WORDS,
  TOGETHER_WORDS,
} from '#shared/tip/words';
import { classes } from '../components/element';
import { Sheet } from '../components/head';
import { Icon } from '../components/icon';
import { LetterFiles } from '../components/letter-files';
import { Box, Heading, Para, Words } from '../components/native';
import { Row } from '../components/row';
import { Thread, type ThreadLine } from '../components/thread';
import { TimelineStep, Timeline } from '../components/timeline';
import type { Chosen } from '../platform/chosen';
import { filesOf, type GetPiece } from '../platform/enclosed';
import type { Progress } from '../platform/enclosing';
import { back } from '../platform/navigate';
import type { Problem } from '../platform/request';
import { passedWords, promiseWords } from './due-words';
import { Ended } from './ended';
import { Erased } from './erased';
import { Frame } from './frame';
import { InList } from './in-list';
import { MoreDock } from './more-dock';
import { MoreFiles } from './more-files';
import { Astray, Consent } from './consent';
import { Reprisal } from './reprisal';
import { getPiece, type More, type OpenCase } from './sending';
import type { Halted } from './use-following';

/** A day by its date: the server's, whatever the phone's own clock says. */
function sayDay(day: number | undefined): string {
  return day === undefined ? '' : sayDate(dateOfDay(day));
}

const NOW: Record<Standing['at'], string> = {
  received: '已经收到，等待答复',
  accepted: '已经受理',
  handling: '正在核实',
  closed: '已经办结',
  refused: '没有受理',
};

function sentenceOf(standing: Standing, { officeName, answer }: OpenCase): string {
  const { at, days } = standing;
  switch (at) {
    case 'received':
      return `${officeName}${sayDay(days.received)}收到。`;
    case 'accepted':
    case 'handling':
      return `${officeName}${sayDay(days.accepted)}受理。${putOff(standing)}${answer.due ? '' : '办结时在这里告诉您结果。'}`;
    case 'closed':
      return `${officeName}${sayDay(days.closed)}办结，结果在下面。`;
    case 'refused':
      return `${officeName}${sayDay(days.refused)}答复：${standing.reason ? REFUSAL_WORDS[standing.reason] : ''}。`;
  }
}

/** That the result was put off, and on which day. */
function putOff({ extended }: Standing): string {
  return extended === undefined ? '' : `${sayDay(extended)}说要晚些告诉结果，为什么写在下面。`;
}

function isNamed([first]: OpenCase['entries']): boolean {
  return first?.ok === true && first.content.kind === 'first' && first.content.said.name !== undefined;
}

/** By when something comes, and where the letter goes if it does not. */
function Promised({ at, open }: { at: Standing['at']; open: OpenCase }): ReactNode {
  const { answer, entries, aboveName } = open;
  if (!answer.due) return null;
  const passed = passedWords(answer.due, at, aboveName);
  return (
    <>
      <Para className="tl">{promiseWords(answer.due, at, isNamed(entries))}</Para>
      {passed ? <Para className="tl mute">{passed}</Para> : null}
    </>
  );
}

/** The patch of sunlight: where the letter is now, by what the office signed. */
function Now({ standing, open }: { standing: Standing; open: OpenCase }): ReactNode {
  return (
    <Box className="now" role="region" label="现在">
      <Box className="now-key">
        <Icon name="sun" size="small" />
        <Words>现在</Words>
      </Box>
      <Heading level={1} className="t1">
        {NOW[standing.at]}
      </Heading>
      <Para className="tl mute">{sentenceOf(standing, open)}</Para>
      <Promised at={standing.at} open={open} />
    </Box>
  );
}

const PATH = ['received', 'accepted', 'handling', 'closed'] as const;

/** Every step with its day, behind one row. */
function Steps({ standing }: { standing: Standing }): ReactNode {
  const [shown, setShown] = useState(false);
  const path = standing.at === 'refused' ? (['received', 'refused'] as const) : PATH;
  const at = path.findIndex((state) => state === standing.at);
  return (
    <>
      <Sheet join="under">
        <Row
          icon="flow"
          name={path.flatMap((state, i) => [
            <Words key={state} className="nw">
              <Words className={classes(i === at && 'c-act')}>{STATE_WORDS[state]}</Words>
              {i < path.length - 1 ? ' →' : ''}
            </Words>,
            ' ',
          ])}
          news={`到了“${STATE_WORDS[standing.at]}”。每一步的日子都在这里`}
          end={shown ? 'up' : 'down'}
          onTap={() => setShown(!shown)}
        />
      </Sheet>
      {shown ? (
        <Timeline>
          {path.map((state, i) => (
            <TimelineStep key={state} number={i + 1} state={i < at ? 'done' : i === at ? 'now' : 'later'}>
              <Box className="b">{STATE_WORDS[state]}</Box>
              <Box className="tl mute">{sayDay(standing.days[state]) || '还没有到这一步'}</Box>
            </TimelineStep>
          ))}
        </Timeline>
      ) : null}
    </>
  );
}

function linesOf({ entries, answer, records, keys, nameOf }: OpenCase): ThreadLine[] {
  const get: GetPiece = (file, piece) => getPiece(keys, file, piece);
  return entries.flatMap((entry, i): ThreadLine[] => {
    const day = sayDay(answer.records[i]?.day);
    const id = String(entry.seq);
    // Who had the case then: it may be another office now.
    const officeName = nameOf(records[i]?.head?.office);
    if (!entry.ok) return [{ kind: 'doubt', id, text: withheld(entry, day, officeName) }];
    const { content } = entry;
    const mine = entry.direction === 0;
    const said = {
      kind: mine ? ('mine' as const) : ('theirs' as const),
      id,
      who: mine ? (content.kind === 'first' ? '您' : '您补充') : officeName,
      day,
      text: wordsOf(content),
      extra: <LetterFiles files={filesOf(records[i], content)} get={get} />,
    };
    if (content.kind === 'first')
      return [said, { kind: 'fact', id: `${id}-in`, text: `${day} ${officeName}收到，有凭据` }];
    if (content.kind === 'status') {
      const fact: ThreadLine = {
        kind: 'fact',
        id: `${id}-at`,
        text: `${day} ${officeName}${doneWords(content.said)}`,
      };
      return said.text === '' ? [fact] : [fact, said];
    }
    if (content.kind === 'transfer') {
      const what = goesWords(content.said, nameOf);
      return [said, { kind: 'fact', id: `${id}-to`, text: `${day} ${what}` }];
    }
    if (content.said.reprisal)
      return [
        said,
        { kind: 'fact', id: `${id}-reprisal`, text: `${day} 您说受到了报复，办理的人一打开就先看到` },
      ];
    return [said];
  });
}

/** What the office did, as a fact of the thread. */
function doneWords(said: Extract<Content, { kind: 'status' }>['said']): string {
  if (said.status === 'erased') return erasedWords(said.ground);
  if (said.status === 'merged' || said.status === 'parted') return TOGETHER_WORDS[said.status];
  if (said.status === 'recovered') return recoveredWords(said.day);
  return said.status === 'extended' ? extendedWords(said.approver) : DONE[said.status];
}

const DONE = {
  accepted: '受理',
  refused: '答复：不受理',
  handling: '开始核实',
  closed: '办结',
} as const satisfies Record<Exclude<Standing['at'], 'received'>, string>;

/** A reply without a valid signature is not shown, and the page says so. */
function withheld(entry: Extract<Entry, { ok: false }>, day: string, officeName: string): string {
  if (entry.flaw === 'suite') return `${day} 有一条是更新的版本写的，请更新小程序再看`;
  if (entry.flaw === 'confirm') return `${day} 有一条说已经办结，没有第二个人签字，没有认`;
  if (entry.flaw === 'move') return `${day} 有一条说把信转到了别处，不合规定，没有认`;
  return entry.flaw === 'signature'
    ? `${day} 有一条说是${officeName}写的，签名核对不上，没有显示`
    : `${day} 有一条打不开，没有显示`;
}

type Send = (said: More, files: readonly Chosen[]) => Promise<boolean>;

/** What the writer is about to add: words, files, and whether they tell of reprisal. */
function useDraft(onSend: Send) {
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [reprisal, setReprisal] = useState(false);
  const send = async (words: string): Promise<boolean> => {
    const arrived = await onSend({ text: words, ...(reprisal && { reprisal }) }, files);
    if (arrived) setReprisal(false);
    return arrived;
  };
  return { text, onInput: setText, files, onFiles: setFiles, reprisal, setReprisal, onSend: send };
}

interface Props {
  open: OpenCase;
  sending: boolean;
  progress?: Progress | undefined;
  problem: Problem | undefined;
  halted?: Halted | undefined;
  onStop: () => void;
  onSend: Send;
}

/** A case opened with its receipt: where it is, what they ask, and room to write more. */
export function FollowThread({ open, onSend, ...sending }: Props): ReactNode {
  const { reprisal, setReprisal, ...draft } = useDraft(onSend);
  const [choosing, setChoosing] = useState(false);
  if (choosing) {
    const { files, onFiles } = draft;
    return <MoreFiles files={files} onChange={onFiles} onBack={() => setChoosing(false)} />;
  }
  const standing = standingOf(open.entries, open.answer.records);
  const more = { halted: undefined, progress: undefined, ...sending, ...draft };
  const ended = !isOpen({ state: standing.at });
  const closed = ended || open.held?.astray === true;
  if (open.entries.some((entry) => !entry.ok && entry.flaw === 'erased'))
    return (
      <Frame left="关掉就锁上" onBack={back} dock={null}>
        <Erased open={open} />
        <InList open={open} />
      </Frame>
    );
  return (
    <Frame
      left="关掉就锁上"
      onBack={back}
      atStake={draft.text.trim() !== '' || draft.files.length > 0}
      dock={closed ? null : <MoreDock {...more} onChooseFiles={() => setChoosing(true)} />}
    >
      <Now standing={standing} open={open} />
      <Steps standing={standing} />
      <InList open={open} />
      <Box className="pad">
        <Thread lines={linesOf(open)} />
      </Box>
      {open.held?.astray ? (
        <Astray />
      ) : (
        <Consent
          open={open}
          sending={sending.sending}
          problem={sending.problem}
          onSend={(said) => onSend(said, [])}
        />
      )}
      {closed ? null : <Reprisal on={reprisal} onChange={setReprisal} />}
      {ended ? <Ended standing={standing} aboveName={open.aboveName} unsent={draft.text} /> : null}
    </Frame>
  );
}
