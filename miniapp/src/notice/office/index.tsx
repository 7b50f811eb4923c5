import { type ReactNode, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { officeNotices } from '#shared/notice/contract';
import { type NoticeState, type OfficeNoticeLine, STAGES } from '#shared/notice/notice';
import { Button, Link } from '../../components/button';
import { Chip, DeskShell, KeyValue, Keys } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Box, Heading, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Pill } from '../../components/pill';
import { Empty, Read } from '../../components/states';
import { type Column, Table } from '../../components/table';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { send } from '../../platform/request';
import { useSession } from '../../platform/session';
import { STATES, sayStanding } from './words';

const PAGE = 'notice/office/index';

/** The notices of an office in every state: what stands, what waits, what was withdrawn and why. */
export default function OfficeNotices(): ReactNode {
  return (
    <ForArea title="公告" page={PAGE} roles={[...STAFF, 'observer']} levels={['county', 'town', 'village']}>
      {(area) => <Notices key={area.code} area={area} />}
    </ForArea>
  );
}

type Kind = NoticeState['kind'];
const ORDER: readonly Kind[] = ['draft', 'scheduled', 'published', 'withdrawn', 'erased'];

/** The first fifty, and the older ones that were asked for. */
function useLines(area: DeskArea) {
  const { reading, again } = useRead(officeNotices, { params: { area: area.code } });
  const [older, setOlder] = useState<{ lines: OfficeNoticeLine[]; next: string | undefined }>();
  const first = reading.kind === 'ready' ? reading.value : undefined;
  const next = older ? older.next : first?.next;
  const more = async () => {
    const answer = await send(officeNotices, { params: { area: area.code }, query: { after: next } });
    if (!answer.ok) return;
    setOlder({ lines: [...(older?.lines ?? []), ...answer.value.notices], next: answer.value.next });
  };
  return { reading, again, lines: [...(first?.notices ?? []), ...(older?.lines ?? [])], next, more };
}

function Notices({ area }: { area: DeskArea }): ReactNode {
  const { reading, again, lines, next, more } = useLines(area);
  const [kind, setKind] = useState<Kind>();
  const [picked, setPicked] = useState<string>();
  const mayWrite = useSession()?.grants.some(({ role }) => STAFF.some((staff) => staff === role)) ?? false;
  const shown = lines.filter(({ state }) => kind === undefined || state.kind === kind);
  const line = shown.find(({ id }) => id === picked) ?? shown[0];
  const open = (id: string) => go('notice/office/editor/index', { area: area.code, id });
  const write = () => go('notice/office/editor/index', { area: area.code });
  return (
    <DeskShell
      title={`公告·${area.name}`}
      current={PAGE}
      actions={
        <>
          {area.elsewhere ? <Link onTap={area.elsewhere}>换一个地方</Link> : null}
          {mayWrite ? (
            <Button icon="pen" onTap={write}>
              写公告
            </Button>
          ) : null}
        </>
      }
      tools={lines.length > 0 ? <Filters lines={lines} kind={kind} onKind={setKind} /> : undefined}
      side={line ? <LineSide line={line} onOpen={() => open(line.id)} /> : undefined}
      foot={<Foot words={next ? `最近 ${lines.length} 条` : `共 ${lines.length} 条`} />}
    >
      <Read reading={reading} what="公告" again={again}>
        {() => (
          <>
            <Lines {...{ shown, picked: line?.id, onPick: setPicked, onOpen: open }} />
            {next ? (
              <Box className="desk-pad">
                <Link end="down" onTap={() => void more()}>
                  再看 50 条
                </Link>
              </Box>
            ) : null}
          </>
        )}
      </Read>
    </DeskShell>
  );
}

function Foot({ words }: { words: string }): ReactNode {
  return (
    <>
      <Words>{words}</Words>
      <Keys
        keys={[
          ['↑ ↓', '换一条'],
          ['Enter', '打开'],
        ]}
      />
    </>
  );
}

function Filters({
  lines,
  kind,
  onKind,
}: {
  lines: readonly OfficeNoticeLine[];
  kind: Kind | undefined;
  onKind: (kind: Kind | undefined) => void;
}): ReactNode {
  const count = (one: Kind) => lines.filter(({ state }) => state.kind === one).length;
  return (
    <>
      <Chip on={kind === undefined} onTap={() => onKind(undefined)}>
        {`全部 ${lines.length}`}
      </Chip>
      {ORDER.map((one) => (
        <Chip key={one} on={one === kind} icon={STATES[one].icon} onTap={() => onKind(one)}>
          {`${STATES[one].word} ${count(one)}`}
        </Chip>
      ))}
    </>
  );
}

function StatePill({ kind }: { kind: Kind }): ReactNode {
  const { icon, tone, word } = STATES[kind];
  return (
    <Pill icon={icon} tone={tone}>
      {word}
    </Pill>
  );
}

const COLUMNS: readonly Column<OfficeNoticeLine>[] = [
  { head: '标题', cell: ({ title }) => title },
  { head: '公告号', cell: ({ number }) => (number === undefined ? '' : `第${number}号`), width: 76 },
  { head: '环节', cell: ({ stage }) => STAGES[stage - 1] ?? '', width: 96 },
  { head: '现在', cell: ({ state }) => <StatePill kind={state.kind} />, width: 116 },
  { head: '时间', cell: ({ state }) => sayStanding(state), width: 132 },
];

function Lines({
  shown,
  picked,
  onPick,
  onOpen,
}: {
  shown: readonly OfficeNoticeLine[];
  picked: string | undefined;
  onPick: (id: string) => void;
  onOpen: (id: string) => void;
}): ReactNode {
  if (shown.length === 0) {
    return <Empty title="这里还没有公告">写好的、定了时间的、公布了的和撤回的，都会在这里。</Empty>;
  }
  return (
    <Table
      label="公告"
      columns={COLUMNS}
      rows={shown}
      idOf={({ id }) => id}
      selected={picked}
      onSelect={onPick}
      onOpen={onOpen}
    />
  );
}

const OPENS = {
  draft: '接着写',
  scheduled: '打开',
  published: '打开，更正或撤回',
  withdrawn: '打开',
  erased: '打开',
} as const;

const REASONS = { published: '更正原因', withdrawn: '撤回原因', erased: '删除原因' } as const;

function LineSide({ line, onOpen }: { line: OfficeNoticeLine; onOpen: () => void }): ReactNode {
  const { title, issuer, state, version, area, id } = line;
  const isPublic = state.kind !== 'draft' && state.kind !== 'scheduled';
  return (
    <>
      <StatePill kind={state.kind} />
      <Heading level={2} className="t2 mt8">
        {title}
      </Heading>
      <Box className="mt8">
        <KeyValue name="发布">{issuer}</KeyValue>
        {state.kind === 'draft' ? null : <KeyValue name="时间">{sayStanding(state)}</KeyValue>}
        {version > 1 ? <KeyValue name="版本">{`第 ${version} 版，前面的都还能看`}</KeyValue> : null}
      </Box>
      {isPublic && state.reason ? (
        <Note
          icon={state.kind === 'published' ? 'pen' : 'bad'}
          tone={state.kind === 'published' ? 'due' : 'red'}
          title={REASONS[state.kind]}
        >
          {state.reason}
        </Note>
      ) : null}
      <Box className="mt16">
        <Button kind="second" onTap={onOpen}>
          {OPENS[state.kind]}
        </Button>
      </Box>
      {isPublic ? (
        <Box className="mt8">
          <Link icon="see" onTap={() => go('notice/detail/index', { area, id })}>
            看村民看到的样子
          </Link>
        </Box>
      ) : null}
      <Box>
        <Link icon="print" onTap={() => go('notice/office/print/index', { area, id })}>
          打印张贴
        </Link>
      </Box>
      {state.kind === 'draft' ? <Para className="then">草稿只有换届办看得到。</Para> : null}
    </>
  );
}
