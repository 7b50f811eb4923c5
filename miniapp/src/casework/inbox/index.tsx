import { type ReactNode, useState } from 'react';
import { type Office, officeText, sameOffice } from '#shared/directory/office';
import { hasBelow } from '#shared/directory/standing';
import { inbox, type InboxLine } from '#shared/tip/contract';
import { Button } from '../../components/button';
import { Chip, DeskShell, KeyValue, Keys } from '../../components/desk';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Empty, Read } from '../../components/states';
import { STATE_WORDS } from '#shared/tip/words';
import { today } from '../../platform/clock';
import { useCounty } from '../../platform/county';
import { useKeys } from '../../platform/keyring';
import { go, useParams } from '../../platform/navigate';
import { caseOffices, chosenOffice, officeName } from '../../platform/offices';
import { useRead } from '../../platform/read';
import { useSession } from '../../platform/session';
import { KeyState } from '../key-state';
import { useGlimpses } from '../opening';
import { LeftChip } from '../left-chip';
import { caseLabel, sayDay, sayDue, titleOf } from '../words';
import { useOverdue } from './overdue';
import { InboxTable } from './table';

const PAGE = 'casework/inbox/index';
type Bucket = 'open' | 'closed' | 'overdue';

/** What is due first, who can read it, and the next lawful act. */
export default function Inbox(): ReactNode {
  const session = useSession();
  const { reading } = useCounty();
  const { office: named } = useParams();
  const [chosen, setChosen] = useState(named);
  const [bucket, setBucket] = useState<Bucket>('open');
  const grants = session?.grants ?? [];
  const offices = caseOffices(grants);
  const office = chosenOffice(offices, chosen);
  const name = office && reading.kind === 'ready' ? officeName(reading.value, office) : '';
  const keys = useKeys(session?.person, office);
  const tools = (
    <>
      {offices.length > 1 && reading.kind === 'ready'
        ? offices.map((one) => (
            <Chip key={officeText(one)} on={one === office} onTap={() => setChosen(officeText(one))}>
              {officeName(reading.value, one)}
            </Chip>
          ))
        : null}
      <Buckets office={office} bucket={bucket} onChange={setBucket} />
    </>
  );
  const shell = { current: PAGE, office: name, tools } as const;
  if (!session || !office) {
    return (
      <DeskShell title="收件箱" {...shell}>
        <NotYours signedIn={session !== undefined} />
      </DeskShell>
    );
  }
  return (
    <OfficeInbox
      key={`${officeText(office)} ${bucket}`}
      office={office}
      name={name}
      bucket={bucket}
      shell={{ ...shell, actions: <KeyState open={keys !== undefined} /> }}
    />
  );
}

function Buckets({
  office,
  bucket,
  onChange,
}: {
  office: Office | undefined;
  bucket: Bucket;
  onChange: (bucket: Bucket) => void;
}): ReactNode {
  return (
    <>
      <Chip on={bucket === 'open'} onTap={() => onChange('open')}>
        要办的
      </Chip>
      <Chip on={bucket === 'closed'} onTap={() => onChange('closed')}>
        已办结
      </Chip>
      {office && hasBelow(office) ? (
        <Chip on={bucket === 'overdue'} icon="bad" onTap={() => onChange('overdue')}>
          下级超期没答复的
        </Chip>
      ) : null}
    </>
  );
}

type Shell = Omit<Parameters<typeof DeskShell>[0], 'children' | 'title' | 'sub' | 'side' | 'foot'>;

function OfficeInbox({
  office,
  name,
  bucket,
  shell,
}: {
  office: Office;
  name: string;
  bucket: Bucket;
  shell: Shell;
}): ReactNode {
  const below = bucket === 'overdue';
  const own = useRead(inbox, below ? undefined : { params: office, query: { bucket } });
  const overdue = useOverdue(below ? office : undefined);
  const { reading, again } = below ? overdue : own;
  const [selected, setSelected] = useState<string>();
  const lines = reading.kind === 'ready' ? reading.value.lines : [];
  const line = lines.find((one) => one.case === selected) ?? lines[0];
  const open = (id: string): void => {
    const holder = below ? lines.find((one) => one.case === id)?.office : undefined;
    const query = { case: id, office: officeText(office) };
    go('casework/case/index', holder ? { ...query, holder: officeText(holder) } : query);
  };
  return (
    <DeskShell
      {...shell}
      title="收件箱"
      sub={`${name}·${sayDay(today())}·按到期日排·工作日按国务院放假安排算`}
      side={line ? <Selected line={line} office={office} onOpen={() => open(line.case)} /> : null}
    >
      <Read reading={reading} what="收件箱" again={again}>
        {({ lines: all, next }) =>
          all.length === 0 ? (
            <NothingHere bucket={bucket} />
          ) : (
            <>
              <InboxTable lines={all} selected={line?.case} onSelect={setSelected} onOpen={open} />
              {next === undefined ? null : (
                <Para className="desk-pad">后面还有，先办完上面的，再看后面的。</Para>
              )}
            </>
          )
        }
      </Read>
      <Promised />
    </DeskShell>
  );
}

function Promised(): ReactNode {
  return (
    <Box className="desk-pad">
      <Note icon="proof" inset>
        内容只在这台电脑上打开，服务器上是锁着的。没打开的信，办公室、系统维护人员都看不到类别和内容。
      </Note>
    </Box>
  );
}

function Selected({
  line,
  office,
  onOpen,
}: {
  line: InboxLine;
  office: Office;
  onOpen: () => void;
}): ReactNode {
  const glimpse = useGlimpses().get(line.case);
  const { due } = line;
  return (
    <>
      <Box className="tl mute">{caseLabel(line.case)}</Box>
      <Heading level={2} className="t2">
        {titleOf(glimpse, 16) ?? '没打开的信'}
      </Heading>
      <Box className="mt8">
        <KeyValue name="收到">{sayDay(line.received)}</KeyValue>
        <KeyValue name="状态">{STATE_WORDS[line.state]}</KeyValue>
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
      <Box className="mt12">
        <Keys
          keys={[
            ['↑ ↓', '换信'],
            ['Enter', '打开'],
          ]}
        />
      </Box>
    </>
  );
}

function NothingHere({ bucket }: { bucket: Bucket }): ReactNode {
  if (bucket === 'overdue') {
    return <Empty title="下级没有超期的信">过了期限还没答复受不受理的，会出现在这里，这里也能打开。</Empty>;
  }
  return bucket === 'open' ? (
    <Empty title="现在没有要办的信">村民写来的密封信会出现在这里，按到期日排。</Empty>
  ) : (
    <Empty title="还没有办结的信">办结和不受理的信会到这里来。</Empty>
  );
}

function NotYours({ signedIn }: { signedIn: boolean }): ReactNode {
  return (
    <Empty title={signedIn ? '您不办信' : '请先登录'}>
      {signedIn ? '收件箱只给纪委的办案人员和换届办。' : '办案人员登录以后，才看得到收件箱。'}
    </Empty>
  );
}
