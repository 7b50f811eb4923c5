import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Office, officeText } from '#shared/directory/office';
import { hasBelow } from '#shared/directory/standing';
import type { InboxLine } from '#shared/tip/contract';
import { isErased } from '#shared/tip/rules';
import { Button } from '../../components/button';
import { Chip, DeskShell } from '../../components/desk';
import type { IconName } from '../../components/icon';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Empty, Read } from '../../components/states';
import { useCounty } from '../../platform/county';
import { useKeys } from '../../platform/keyring';
import { go, useParams } from '../../platform/navigate';
import { caseOffices, chosenOffice, officeName } from '../../platform/offices';
import { useSession } from '../../platform/session';
import { KeyState } from '../key-state';
import { type Lines, useLines } from '../lines';
import { forgetWork, useWorks } from '../notes';
import { forgetGlimpse, useGlimpses } from '../opening';
import { inTurn } from '../queues';
import { Rest } from '../rest';
import { type InboxLines, MOST_PAGES, type Source } from '../walk';
import {
  type Bucket,
  BUCKETS,
  countOf,
  found,
  grouped,
  isIn,
  type Known,
  NOTHING_ASKED,
  sourceOf,
} from './filters';
import { useInboxKeys } from './keys';
import { Foot, Nothing } from './around';
import { Scope, Search } from './search';
import { Selected } from './selected';
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
      officer={keys?.officer}
    />
  );
}

interface OfficeProps {
  office: Office;
  name: string;
  /** The person's other offices. */
  offered: ReactNode;
  /** Whose keys are open at this desk: with locked ones nothing is shown of what letters say. */
  officer: number | undefined;
}

/** What is known of the letters that were opened here. */
function useKnown(officer: number | undefined): Known {
  const [glimpses, works] = [useGlimpses(), useWorks()];
  return useMemo(
    () => (officer === undefined ? LOCKED : { glimpses, works, officer }),
    [glimpses, works, officer],
  );
}

const LOCKED: Known = { glimpses: new Map(), works: new Map(), officer: undefined };

/** What was erased, here or at a colleague's desk, is not remembered here either. */
function useForgetting(lines: readonly InboxLine[]): void {
  useEffect(() => {
    for (const line of lines.filter(({ state }) => isErased({ state }))) {
      forgetGlimpse(line.case);
      forgetWork(line.case);
    }
  }, [lines]);
}

/** One view of an office's inbox: its letters, what is asked of them, and the one that is chosen. */
function useView(office: Office, officer: number | undefined) {
  const [bucket, setBucket] = useState<Bucket>('open');
  const [asked, setAsked] = useState(NOTHING_ASKED);
  const [selected, setSelected] = useState<string>();
  const inboxes = useInboxes(office, bucket);
  const known = useKnown(officer);
  const lines = inboxes[sourceOf(bucket)];
  const read = lines.reading.kind === 'ready' ? lines.reading.value : NOTHING_READ;
  useForgetting(read.lines);
  const all = useMemo(() => {
    const own = read.lines.filter((line) => isIn(bucket, line));
    return bucket === 'closed' ? own : inTurn(own);
  }, [read, bucket]);
  const shown = useMemo(() => grouped(found(all, known, asked), known), [all, known, asked]);
  const choose = (next: Bucket): void => {
    setBucket(next);
    setAsked(NOTHING_ASKED);
  };
  const line = shown.find((one) => one.case === selected) ?? shown[0];
  return {
    ...lines,
    office,
    inboxes,
    read,
    bucket,
    choose,
    all,
    shown,
    known,
    asked,
    ask: setAsked,
    line,
    setSelected,
  };
}

function OfficeInbox({ office, name, offered, officer }: OfficeProps): ReactNode {
  const view = useView(office, officer);
  const { bucket, all, known, asked, ask, line } = view;
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
      actions={
        <>
          <Button kind="second" onTap={() => go('casework/statistics/index', { office: officeText(office) })}>
            统计
          </Button>
          <Button kind="second" onTap={() => go('casework/templates/index', { office: officeText(office) })}>
            答复模板
          </Button>
          <Button kind="second" onTap={() => go('casework/archive/index', { office: officeText(office) })}>
            档案
          </Button>
          <KeyState open={officer !== undefined} />
        </>
      }
      tools={
        <>
          {offered}
          <Buckets office={office} inboxes={view.inboxes} bucket={bucket} onChange={view.choose} />
          <Search lines={all} known={known} asked={asked} onAsked={ask} />
        </>
      }
      side={line ? <Selected line={line} office={office} known={known} onOpen={() => open(line)} /> : null}
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
  const { reading, again, goOn, read, all, shown, known, asked } = view;
  return (
    <Read reading={reading} what="收件箱" again={again}>
      {() => (
        <>
          <Rest read={read} again={again} goOn={goOn} />
          <Scope lines={all} known={known} asked={asked} />
          {shown.length > 0 ? (
            <InboxTable
              lines={shown}
              known={known}
              office={view.office}
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

function NotYours({ signedIn }: { signedIn: boolean }): ReactNode {
  return (
    <Empty title={signedIn ? '您不办信' : '请先登录'}>
      {signedIn ? '收件箱只给纪委的办案人员和换届办。' : '办案人员登录以后，才看得到收件箱。'}
    </Empty>
  );
}
