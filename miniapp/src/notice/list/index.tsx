import { type ReactNode, useState } from 'react';
import { type NoticeLine, type NoticePage, STAGES } from '#shared/notice/notice';
import { noticeLists, noticePage } from '#shared/notice/contract';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Field } from '../../components/field';
import { Head, Section, Sheet } from '../../components/head';
import { Icon } from '../../components/icon';
import { Box, Para, Tap, Words } from '../../components/native';
import { NoticeRow } from '../../components/notice-row';
import { Page } from '../../components/page';
import { Empty, Read } from '../../components/states';
import { now } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { fetchOnce, useRead } from '../../platform/read';
import { useSeen } from '../../platform/seen';
import { useSettings, type Village } from '../../platform/settings';
import { NoVillage } from '../../components/no-village';

const WEEK = 7 * 86_400;
const ALL = '0';
const FILTERS = [ALL, ...STAGES.map((_, i) => String(i + 1))] as const;

function filterName(filter: string): string {
  return STAGES[Number(filter) - 1] ?? '全部';
}

/** Which step to see: opens in place, nine choices. */
function StageFilter({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Box className="edge filter">
        <Tap
          className="inp"
          expanded={open}
          label={`看哪一步：${filterName(value)}`}
          onTap={() => setOpen(!open)}
        >
          <Box className="grow">
            <Words>看哪一步：</Words>
            <Words className="b">{filterName(value)}</Words>
          </Box>
          <Box className="c-act" hidden>
            <Icon name={open ? 'up' : 'down'} size="small" />
          </Box>
        </Tap>
      </Box>
      {open ? (
        <Sheet>
          <ChoiceList
            one
            label="看哪一步"
            choices={FILTERS.map((id) => ({ id, name: filterName(id) }))}
            chosen={[value]}
            onToggle={(id) => {
              onChange(id);
              setOpen(false);
            }}
          />
        </Sheet>
      ) : null}
    </>
  );
}

function newestFirst(pages: readonly NoticePage[]): NoticeLine[] {
  const lines = new Map(pages.flatMap((page) => page.notices).map((line) => [line.id, line]));
  return [...lines.values()].sort((a, b) => b.publishedAt - a.publishedAt);
}

/** The next older page of each area that still has one. */
function olderWanted(pages: readonly NoticePage[]): { area: NoticePage['area']; page: number }[] {
  const oldest = new Map<NoticePage['area'], number>();
  for (const { area, page } of pages) oldest.set(area, Math.min(page, oldest.get(area) ?? page));
  return [...oldest].filter(([, page]) => page > 1).map(([area, page]) => ({ area, page: page - 1 }));
}

function useOlder(newest: readonly NoticePage[]) {
  const [older, setOlder] = useState<NoticePage[]>([]);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const pages = [...newest, ...older];
  const wanted = olderWanted(pages);
  const more = async (): Promise<void> => {
    setState('loading');
    const answers = await Promise.all(wanted.map((params) => fetchOnce(noticePage, { params })));
    setOlder((before) => [...before, ...answers.flatMap((answer) => (answer.ok ? [answer.value] : []))]);
    setState(answers.every((answer) => answer.ok) ? 'idle' : 'failed');
  };
  return { pages, hasMore: wanted.length > 0, state, more };
}

function Group({ title, lines }: { title: string; lines: readonly NoticeLine[] }): ReactNode {
  const seen = useSeen();
  if (lines.length === 0) return null;
  return (
    <>
      <Section title={title} />
      <Sheet join="first">
        {lines.map((line) => (
          <NoticeRow
            key={line.id}
            line={line}
            seen={seen(line)}
            onTap={() => go('notice/detail/index', { area: line.area, id: line.id })}
          />
        ))}
      </Sheet>
    </>
  );
}

function More({
  state,
  more,
}: {
  state: 'idle' | 'loading' | 'failed';
  more: () => Promise<void>;
}): ReactNode {
  return (
    <Box className="pad">
      <Button kind="second" off={state === 'loading'} onTap={() => void more()}>
        {state === 'loading' ? '正在打开更早的公告' : '再看更早的'}
      </Button>
      <Para className="then tc">
        {state === 'failed' ? '更早的公告没打开，可能没有网。有网时再点一次。' : '看过的公告没有网也能再看'}
      </Para>
    </Box>
  );
}

function Notices({ newest, village }: { newest: readonly NoticePage[]; village: Village }): ReactNode {
  const [filter, setFilter] = useState<string>(ALL);
  const [text, setText] = useState('');
  const seen = useSeen();
  const { pages, hasMore, state, more } = useOlder(newest);
  const all = newestFirst(pages);
  const unread = all.filter((line) => !seen(line)).length;
  const shown = all.filter(
    (line) =>
      (filter === ALL || line.stage === Number(filter)) &&
      `${line.title}${line.issuer}`.includes(text.trim()),
  );
  const week = now() - WEEK;
  const count = hasMore ? `最近 ${all.length} 条` : `共 ${all.length} 条`;
  return (
    <>
      <Head
        title="公告"
        sub={`${village.name}·${count}${unread > 0 ? `，${unread} 条没看` : '，都看过了'}`}
      />
      <Box className="edge">
        <Field
          bare
          kind="search"
          icon="search"
          label="找公告"
          placeholder="找公告，比如“委托”"
          value={text}
          onInput={setText}
        />
      </Box>
      <StageFilter value={filter} onChange={setFilter} />
      {shown.length === 0 ? (
        <Empty title={all.length === 0 ? '还没有公告' : '没有这样的公告'}>
          {all.length === 0 ? '村里、镇里、县里发的公告都会出现在这里。' : '换一个词，或者看“全部”。'}
        </Empty>
      ) : null}
      <Group title="这个星期" lines={shown.filter((line) => line.publishedAt >= week)} />
      <Group title="更早" lines={shown.filter((line) => line.publishedAt < week)} />
      {hasMore ? <More state={state} more={more} /> : null}
    </>
  );
}

function VillageNotices({ village }: { village: Village }): ReactNode {
  const { reading, again } = useRead(noticeLists, { params: { area: village.code } });
  return (
    <Read reading={reading} what="公告" again={again} missing={<Notices newest={[]} village={village} />}>
      {(newest) => <Notices newest={newest} village={village} />}
    </Read>
  );
}

/** What is new, what was changed or withdrawn and why. */
export default function NoticeList(): ReactNode {
  const { village } = useSettings();
  return (
    <Page tab="notice/list/index">
      {village ? <VillageNotices key={village.code} village={village} /> : <NoVillage title="公告" />}
    </Page>
  );
}
