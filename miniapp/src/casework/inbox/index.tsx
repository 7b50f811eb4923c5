import { type ReactNode, useMemo, useRef, useState } from 'react';
import { type Office, officeText, sameOffice } from '#shared/directory/office';
import { hasBelow } from '#shared/directory/standing';
import type { FirstContent } from '#shared/tip/content';
import type { InboxLine } from '#shared/tip/contract';
import { STATE_WORDS } from '#shared/tip/words';
import { Button } from '../../components/button';
import { Chip, DeskShell, KeyValue } from '../../components/desk';
import type { IconName } from '../../components/icon';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Empty, Read } from '../../components/states';
import { useCounty } from '../../platform/county';
import { useKeys } from '../../platform/keyring';
import { go, useParams } from '../../platform/navigate';
import { caseOffices, chosenOffice, officeName } from '../../platform/offices';
import { useSession } from '../../platform/session';
import { KeyState } from '../key-state';
import { LeftChip } from '../left-chip';
import { type Lines, useLines } from '../lines';
import { useGlimpses } from '../opening';
import { inTurn } from '../queues';
import { Rest } from '../rest';
import { type InboxLines, MOST_PAGES, type Source } from '../walk';
import { caseLabel, sayDay, sayDue, titleOf } from '../words';
import {
  type Bucket,
  BUCKETS,
  countOf,
  found,
  type Glimpses,
  isIn,
  NOTHING_ASKED,
  sourceOf,
} from './filters';
import { useInboxKeys } from './keys';
import { Foot, Nothing } from './around';
import { Scope, Search } from './search';
import { InboxTable } from './table';

const PAGE = 'casework/inbox/index';

/** What is due first, who can read it, and the next lawful act. */
export default function Inbox(): ReactNode {
  const session = useSession();
  const { reading } = useCounty();
  const { office: named } = useParams();
  const [chosen, setChosen] = useState(named);
  const grants = session?.grants ?? [];
  const offices = caseOffices(grants);
  const office = chosenOffice(offices, chosen);
  const name = office && reading.kind === 'ready' ? officeName(reading.value, office) : '';
  const keys = useKeys(session?.person, office);
  const offered =
    offices.length > 1 && reading.kind === 'ready'
      ? offices.map((one) => (
          <Chip key={officeText(one)} on={one === office} onTap={() => setChosen(officeText(one))}>
            {officeName(reading.value, one)}
          </Chip>
        ))
      : null;
  if (!session || !office) {
    return (
      <DeskShell title="收件箱" current={PAGE}>
        <NotYours signedIn={session !== undefined} />
      </DeskShell>
    );
  }
  return (
    <OfficeInbox
      key={officeText(office)}
      office={office}
      name={name}
      offered={offered}
      unlocked={keys !== undefined}
    />
  );
}

interface OfficeProps {
  office: Office;
  name: string;
  /** The person's other offices. */
  offered: ReactNode;
  /** Whether this desk's keys are open: with locked ones nothing is shown of what letters say. */
  unlocked: boolean;
}

const LOCKED: Glimpses = new Map();

/** One view of an office's inbox: its letters, what is asked of them, and the one that is chosen. */
function useView(office: Office, unlocked: boolean) {
  const [bucket, setBucket] = useState<Bucket>('open');
  const [asked, setAsked] = useState(NOTHING_ASKED);
  const [selected, setSelected] = useState<string>();
  const inboxes = useInboxes(office, bucket);
  const seen = useGlimpses();
  const glimpses = unlocked ? seen : LOCKED;
  const lines = inboxes[sourceOf(bucket)];
  const read = lines.reading.kind === 'ready' ? lines.reading.value : NOTHING_READ;
  const all = useMemo(() => {
    const own = read.lines.filter((line) => isIn(bucket, line));
    return bucket === 'closed' ? own : inTurn(own);
  }, [read, bucket]);
  const shown = useMemo(() => found(all, glimpses, asked), [all, glimpses, asked]);
  const choose = (next: Bucket): void => {
    setBucket(next);
    setAsked(NOTHING_ASKED);
  };
  const line = shown.find((one) => one.case === selected) ?? shown[0];
  return {
    ...lines,
    inboxes,
    read,
    bucket,
    choose,
    all,
    shown,
    glimpses,
    asked,
    ask: setAsked,
    line,
    setSelected,
  };
}

function OfficeInbox({ office, name, offered, unlocked }: OfficeProps): ReactNode {
  const view = useView(office, unlocked);
  const { bucket, all, glimpses, asked, ask, line } = view;
  const mark = useRef<HTMLElement>(null);
  useInboxKeys(mark, () => {
    // What was found stays chosen among all the others.
    view.setSelected(line?.case);
    ask(NOTHING_ASKED);
  });
  const open = ({ case: id, office: holder }: InboxLine): void => {
    const query = { case: id, office: officeText(office) };
    go('casework/case/index', bucket === 'below' ? { ...query, holder: officeText(holder) } : query);
  };
  return (
    <DeskShell
      current={PAGE}
      office={name}
      title="收件箱"
      sub={name}
      actions={<KeyState open={unlocked} />}
      tools={
        <>
          {offered}
          <Buckets office={office} inboxes={view.inboxes} bucket={bucket} onChange={view.choose} />
          <Search lines={all} glimpses={glimpses} asked={asked} onAsked={ask} />
        </>
      }
      side={
        line ? (
          <Selected line={line} office={office} first={glimpses.get(line.case)} onOpen={() => open(line)} />
        ) : null
      }
      foot={<Foot read={view.read} />}
    >
      <span ref={mark} hidden />
      <Letters view={view} onOpen={open} />
      <Promised />
    </DeskShell>
  );
}

function Letters({
  view,
  onOpen,
}: {
  view: ReturnType<typeof useView>;
  onOpen: (line: InboxLine) => void;
}): ReactNode {
  const { reading, again, goOn, read, all, shown, glimpses, asked } = view;
  return (
    <Read reading={reading} what="收件箱" again={again}>
      {() => (
        <>
          <Rest read={read} again={again} goOn={goOn} />
          <Scope lines={all} glimpses={glimpses} asked={asked} />
          {shown.length > 0 ? (
            <InboxTable
              lines={shown}
              glimpses={glimpses}
              selected={view.line?.case}
              onSelect={view.setSelected}
              onOpen={onOpen}
            />
          ) : (
            <Nothing read={read} bucket={view.bucket} asked={all.length > 0} />
          )}
        </>
      )}
    </Read>
  );
}

type Inboxes = Readonly<Record<Source, Lines>>;

const NOTHING_READ: InboxLines = { lines: [], left: [], coming: false };

/** All that the chips count; of what is closed one page until somebody looks there. */
function useInboxes(office: Office, bucket: Bucket): Inboxes {
  const [closedWanted, setClosedWanted] = useState(false);
  if (bucket === 'closed' && !closedWanted) setClosedWanted(true);
  return {
    open: useLines(office, 'open'),
    closed: useLines(office, 'closed', closedWanted ? MOST_PAGES : 1),
    below: useLines(hasBelow(office) ? office : undefined, 'below'),
  };
}

const BUCKET_WORDS = {
  open: '要办的',
  verified: '带村民令牌的',
  other: '没带令牌的',
  soon: '快到期的',
  overdue: '超期的',
  closed: '已办结',
  below: '下级超期没办的',
} as const satisfies Record<Bucket, string>;

const BUCKET_ICONS: Partial<Record<Bucket, IconName>> = { soon: 'clock', overdue: 'bad', below: 'bad' };

function Buckets({
  office,
  inboxes,
  bucket,
  onChange,
}: {
  office: Office;
  inboxes: Inboxes;
  bucket: Bucket;
  onChange: (bucket: Bucket) => void;
}): ReactNode {
  return BUCKETS.filter((one) => one !== 'below' || hasBelow(office)).map((one) => {
    const icon = BUCKET_ICONS[one];
    return (
      <Chip key={one} on={one === bucket} onTap={() => onChange(one)} {...(icon && { icon })}>
        {`${BUCKET_WORDS[one]}${countOf(one, inboxes[sourceOf(one)].reading)}`}
      </Chip>
    );
  });
}

function Promised(): ReactNode {
  return (
    <Box className="desk-pad">
      <Note icon="proof" inset>
        内容只在这台电脑上打开，服务器上是锁着的。没打开的信，办公室、系统维护人员都看不到类别和内容。
      </Note>
      <Para className="then">带令牌的和没带的轮流排，各按到期日。工作日按国务院放假安排算。</Para>
    </Box>
  );
}

function Selected({
  line,
  office,
  first,
  onOpen,
}: {
  line: InboxLine;
  office: Office;
  first: FirstContent | undefined;
  onOpen: () => void;
}): ReactNode {
  const { due } = line;
  return (
    <>
      <Box className="tl mute">{caseLabel(line.case)}</Box>
      <Heading level={2} className="t2">
        {titleOf(first, 16) ?? '没打开的信'}
      </Heading>
      <Box className="mt8">
        <KeyValue name="收到">{sayDay(line.received)}</KeyValue>
        <KeyValue name="状态">{STATE_WORDS[line.state]}</KeyValue>
        <KeyValue name="令牌">{line.verified ? '带，是名单上的人' : '没带'}</KeyValue>
        <KeyValue name="来往">{`${line.records} 条`}</KeyValue>
        {sameOffice(line.office, office) ? null : (
          <KeyValue name="主办">另一个办公室，您这里联合办理</KeyValue>
        )}
      </Box>
      {due ? (
        <Box className="mt12">
          <LeftChip due={due} />
          <Para className="tl mute mt8">{`最晚${sayDue(due)}。${due.law}`}</Para>
        </Box>
      ) : null}
      <Box className="mt16">
        <Button onTap={onOpen}>打开</Button>
      </Box>
    </>
  );
}

function NotYours({ signedIn }: { signedIn: boolean }): ReactNode {
  return (
    <Empty title={signedIn ? '您不办信' : '请先登录'}>
      {signedIn ? '收件箱只给纪委的办案人员和换届办。' : '办案人员登录以后，才看得到收件箱。'}
    </Empty>
  );
}
