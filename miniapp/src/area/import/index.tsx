import { type ReactNode, useState } from 'react';
import { type AreaCode, levelOf } from '#shared/area/code';
import { type AreaTree, importAreas } from '#shared/area/contract';
import { readAreas } from '#shared/area/import';
import { changesBetween } from '#shared/area/rules';
import { Button } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { Loading } from '../../components/states';
import type { ChosenTable } from '../../components/table-file';
import { useCounty, useTrust } from '../../platform/county';
import { go } from '../../platform/navigate';
import { send } from '../../platform/request';
import { useSession } from '../../platform/session';
import { useAct } from '../../platform/use-act';
import { firstView, type View, Views, ViewTable } from './check';
import { Choose } from './choose';
import { BeforeWriting } from './side';

const PAGE = 'area/import/index';
const TITLE = '导入区划';

/** The county's areas from a table: which row is wrong and how to mend it, and what will change, before it does. */
export default function ImportAreas(): ReactNode {
  const session = useSession();
  const county = useTrust()?.county;
  const { reading } = useCounty();
  const [written, setWritten] = useState<AreaTree>();
  const grants = session?.grants ?? [];
  const shell = { title: TITLE, current: PAGE } as const;
  const held = grants.some(({ role, area }) => role === 'county' && levelOf(area) === 'county');
  if (!session || !held) {
    return (
      <DeskShell {...shell}>
        <NotYours signedIn={session !== undefined} />
      </DeskShell>
    );
  }
  if (!county || reading.kind === 'loading') {
    return (
      <DeskShell {...shell}>
        <Loading what="区划" />
      </DeskShell>
    );
  }
  const read = reading.kind === 'ready' ? reading.value : undefined;
  // What everybody reads may be a second or two behind what this desk has just written.
  const stands = written && written.version > (read?.version ?? 0) ? written : read;
  return <Desk county={county} stands={stands} shell={shell} onWritten={setWritten} />;
}

function NotYours({ signedIn }: { signedIn: boolean }): ReactNode {
  return (
    <Box className="desk-pad">
      <Para>
        {signedIn ? '这一页由县换届办使用。' : '要先登录。用手机上的小程序扫一下就能登录这台电脑。'}
      </Para>
      {signedIn ? null : (
        <Box className="row mt8">
          <Button onTap={() => go('identity/sign-in/index')}>去登录</Button>
        </Box>
      )}
    </Box>
  );
}

type Shell = Pick<Parameters<typeof DeskShell>[0], 'title' | 'current'>;

interface DeskProps {
  county: AreaCode;
  stands: AreaTree | undefined;
  shell: Shell;
  onWritten: (tree: AreaTree) => void;
}

type Work =
  | { kind: 'choosing' }
  | { kind: 'checking'; chosen: ChosenTable }
  | { kind: 'written'; tree: AreaTree };

function Desk({ county, stands, shell, onWritten }: DeskProps): ReactNode {
  const [work, setWork] = useState<Work>({ kind: 'choosing' });
  const check = (chosen: ChosenTable) => setWork({ kind: 'checking', chosen });
  if (work.kind === 'checking') {
    const written = (tree: AreaTree) => {
      setWork({ kind: 'written', tree });
      onWritten(tree);
    };
    return (
      <Check
        key={work.chosen.text}
        chosen={work.chosen}
        {...{ county, stands, shell }}
        onChosen={check}
        onWritten={written}
      />
    );
  }
  const sub = stands ? `现在有 ${stands.areas.length} 个，第 ${stands.version} 版` : '还没有区划';
  return (
    <DeskShell {...shell} sub={sub}>
      {work.kind === 'written' ? (
        <Note icon="ok" tone="done" title={`已写入 ${work.tree.areas.length} 个，第 ${work.tree.version} 版`}>
          村民选村的时候马上看得到。
        </Note>
      ) : null}
      <Choose onChosen={check} />
    </DeskShell>
  );
}

interface CheckProps extends DeskProps {
  chosen: ChosenTable;
  onChosen: (chosen: ChosenTable) => void;
}

function useCheck({ county, stands, chosen, onWritten }: CheckProps) {
  // Once a table is here it is read once: the page is made anew for another one.
  const [reading] = useState(() => readAreas(chosen.text, county));
  const { busy: writing, problem, act } = useAct();
  const changes = reading.rows.length > 0 ? changesBetween(stands?.areas ?? [], reading.rows) : [];
  const write = async () => {
    const body = { from: stands?.version ?? 0, areas: reading.rows };
    const answer = await act(() => send(importAreas, { params: { area: county }, body }));
    if (answer.ok) onWritten({ county, version: answer.value.version, areas: reading.rows });
  };
  return { ...reading, changes, writing, problem, write };
}

function Check(props: CheckProps): ReactNode {
  const { chosen, stands, shell, onChosen } = props;
  const { rows, errors, changes, writing, problem, write } = useCheck(props);
  const found = { errors, changes };
  const [view, setView] = useState<View>(() => firstView(found));
  const wrong = new Set(errors.map(({ row }) => row)).size;
  const gone = changes.filter(({ change }) => change === 'gone').length;
  return (
    <DeskShell
      {...shell}
      sub={`${chosen.name}·读出 ${rows.length} 行·还没有写入`}
      tools={
        <Views
          found={found}
          view={view}
          same={rows.length > 0 ? rows.length - (changes.length - gone) : undefined}
          onView={setView}
        />
      }
      side={
        <BeforeWriting
          stands={stands && { areas: stands.areas.length, version: stands.version }}
          rows={rows.length}
          changed={changes.length}
          onWrite={() => void write()}
          {...{ wrong, gone, writing, problem, onChosen }}
        />
      }
    >
      <ViewTable found={found} view={view} />
    </DeskShell>
  );
}
