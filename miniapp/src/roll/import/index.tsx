import { type ReactNode, useEffect, useRef, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { type RollHead, rollHead } from '#shared/roll/contract';
import { Button, Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { Read } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import { useRead } from '../../platform/read';
import type { Problem } from '../../platform/request';
import { firstView, sayNobody, type View, ViewChips, ViewTable, wrongRows } from './check';
import { Choose } from './choose';
import { saveFindings } from './files';
import { type Checked, checkRoll, type Chosen } from './read-roll';
import { OneRow, type PartProps } from './one-row';
import { SaveRoll } from './save-roll';
import { ImportSide } from './side';
import { PublishPanel } from '../publish/panel';
import { useImport } from './use-import';

const PAGE = 'roll/import/index';

/** A village's roll from a table: which row is wrong and how to mend it, and what will change, before it does. */
export default function ImportRoll(): ReactNode {
  return (
    <ForArea title="选民登记" page={PAGE} roles={STAFF} levels={['village']}>
      {(area) => <Desk key={area.code} area={area} />}
    </ForArea>
  );
}

/** What the desk is at: choosing a table, reading the chosen one, showing what came of it, or one person by hand. */
type Work =
  | { kind: 'choosing' }
  | { kind: 'reading'; chosen: Chosen }
  | { kind: 'checked'; checked: Checked }
  | { kind: 'one' };

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(rollHead, { params: { area: area.code } });
  const [work, setWork] = useState<Work>({ kind: 'choosing' });
  const [done, setDone] = useState<RollHead>();
  const [pasted, setPasted] = useState('');
  const shell = { title: `选民登记·${area.name}`, current: PAGE } as const;
  const head = done ?? (reading.kind === 'ready' ? reading.value : undefined);
  const leave = (): void => setWork({ kind: 'choosing' });
  const written = (head: RollHead): void => {
    setDone(head);
    leave();
  };
  const choose = (chosen: Chosen): void => setWork({ kind: 'reading', chosen });
  if (!head) {
    return (
      <DeskShell {...shell}>
        <Read reading={reading} what="名单" again={again}>
          {() => null}
        </Read>
      </DeskShell>
    );
  }
  if (work.kind === 'reading') {
    const checked = (one: Checked): void => setWork({ kind: 'checked', checked: one });
    return <Reading {...{ area, shell, head }} chosen={work.chosen} onLeave={leave} onChecked={checked} />;
  }
  if (work.kind === 'checked') {
    const done = (head: RollHead): void => {
      setPasted('');
      written(head);
    };
    const rest = { onChosen: choose, onLeave: leave, onDone: done };
    return <Check {...{ area, shell, head }} checked={work.checked} {...rest} />;
  }
  if (work.kind === 'one') return <OneRow {...{ area, shell, head }} onLeave={leave} onDone={written} />;
  const choice = { pasted, onPasted: setPasted, onChosen: choose, onOne: () => setWork({ kind: 'one' }) };
  return <Choosing {...{ area, shell, head, done, choice }} onChanged={setDone} />;
}

/** What stands, and the choice of a table. */
function Choosing({
  area,
  shell,
  head,
  done,
  choice,
  onChanged,
}: Omit<PartProps, 'onLeave'> & {
  done: RollHead | undefined;
  onChanged: (head: RollHead) => void;
  choice: Parameters<typeof Choose>[0];
}): ReactNode {
  return (
    <DeskShell
      {...shell}
      sub={
        head.version === 0
          ? '还没有名单'
          : `现在的名单有 ${head.entries} 人，其中党员 ${head.members} 人，第 ${head.version} 版`
      }
      actions={
        <>
          {head.version > 0 ? <SaveRoll {...{ area, head }} /> : null}
          {area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : null}
        </>
      }
      side={head.version > 0 ? <PublishPanel key={head.version} {...{ area, head, onChanged }} /> : undefined}
    >
      {done ? (
        <Note icon="ok" tone="done" title={sayDone(done)}>
          村民现在就能在手机上核对自己的一条。核对无误以后，还要公布名单。
        </Note>
      ) : null}
      <Choose {...choice} />
    </DeskShell>
  );
}

const DONE = { row: '已写好这一个人', struck: '已划去', restored: '已放回名单' } as const;

function sayDone({ entries, version, change }: RollHead): string {
  if (!change) return `已写入 ${entries} 人，第 ${version} 版`;
  return `${DONE[change.kind]}，现在 ${entries} 人，第 ${version} 版`;
}

/** How far the reading is; leaving it stops it. */
function Reading({
  area,
  shell,
  head,
  chosen,
  onLeave,
  onChecked,
}: PartProps & { chosen: Chosen; onChecked: (checked: Checked) => void }): ReactNode {
  const [progress, setProgress] = useState({ words: '正在打开文件', share: 0 });
  const [problem, setProblem] = useState<Problem>();
  const [tries, setTries] = useState(0);
  const place = useRef({ area: area.code, tree: area.tree, head });
  const told = useRef(onChecked);
  useEffect(() => {
    let isLeft = false;
    const tell = (words: string, share: number): void => {
      if (!isLeft) setProgress({ words, share });
    };
    void checkRoll(chosen, place.current, tell).then((answer) => {
      if (isLeft) return;
      if (answer.ok) told.current(answer.value);
      else setProblem(answer.problem);
    });
    return () => {
      isLeft = true;
    };
  }, [chosen, tries]);
  const again = (): void => {
    setProblem(undefined);
    setTries(tries + 1);
  };
  return (
    <DeskShell {...shell} sub={`${chosen.name}·还没有写入`} actions={<Link onTap={onLeave}>不看了</Link>}>
      <Box className="desk-pad">
        {problem ? (
          <>
            <Note icon="bad" tone="red" title="没有核对完">
              {`${problem.title}什么都没有写入。`}
            </Note>
            <Box className="row mt12">
              <Button onTap={again}>再核对一次</Button>
            </Box>
          </>
        ) : (
          <ProgressBar {...progress} />
        )}
      </Box>
    </DeskShell>
  );
}

function Check({
  area,
  shell,
  head,
  checked,
  onChosen,
  onLeave,
  onDone,
}: PartProps & {
  checked: Checked;
  onChosen: (chosen: Chosen) => void;
  onDone: (head: RollHead) => void;
}): ReactNode {
  const { rows, findings } = checked;
  const nobody = sayNobody(checked);
  const [view, setView] = useState<View>(() => firstView(checked));
  const { writing, write, writeWithout } = useImport(area.code, head);
  const written = writing.kind === 'done' ? writing.head : undefined;
  useEffect(() => {
    if (written) onDone(written);
  }, [written, onDone]);
  return (
    <DeskShell
      {...shell}
      sub={`${checked.name}·${nobody === undefined ? `读出 ${rows.length} 人` : '一个人也没有读出来'}·${writing.kind === 'not-begun' ? '还没有写入' : '正在写入'}`}
      actions={
        <>
          {findings.length > 0 ? (
            <Button kind="second" icon="save" onTap={() => void saveFindings(area.name, findings)}>
              下载要改的地方
            </Button>
          ) : null}
          {writing.kind === 'going' ? null : <Link onTap={onLeave}>不写了</Link>}
        </>
      }
      tools={nobody === undefined ? <ViewChips checked={checked} view={view} onView={setView} /> : undefined}
      side={
        <ImportSide
          {...{ head, checked, writing, onChosen, onLeave }}
          wrong={wrongRows(checked)}
          nobody={nobody}
          onWrite={() => write(rows)}
          onWriteWithout={(without) => writeWithout(rows, without)}
        />
      }
    >
      <ViewTable view={view} checked={checked} />
    </DeskShell>
  );
}
