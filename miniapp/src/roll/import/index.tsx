import { type ReactNode, useEffect, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { type RollHead, rollHead } from '#shared/roll/contract';
import { readRoll } from '#shared/roll/table';
import { Link } from '../../components/button';
import { Chip, DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Note } from '../../components/note';
import { Read } from '../../components/states';
import type { ChosenTable } from '../../components/table-file';
import { useRead } from '../../platform/read';
import { type View, ViewTable } from './check';
import { Choose } from './choose';
import { ImportSide } from './side';
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

function Desk({ area }: { area: DeskArea }): ReactNode {
  const { reading, again } = useRead(rollHead, { params: { area: area.code } });
  const [chosen, setChosen] = useState<ChosenTable>();
  const [done, setDone] = useState<RollHead>();
  const shell = { title: `选民登记·${area.name}`, current: PAGE } as const;
  const head = done ?? (reading.kind === 'ready' ? reading.value : undefined);
  if (!head) {
    return (
      <DeskShell {...shell}>
        <Read reading={reading} what="名单" again={again}>
          {() => null}
        </Read>
      </DeskShell>
    );
  }
  if (chosen) {
    const finished = (written: RollHead): void => {
      setDone(written);
      setChosen(undefined);
    };
    return (
      <Check
        key={chosen.text}
        {...{ area, shell, head, chosen }}
        onChosen={setChosen}
        onLeave={() => setChosen(undefined)}
        onDone={finished}
      />
    );
  }
  return (
    <DeskShell
      {...shell}
      sub={
        head.version === 0
          ? '还没有名单'
          : `现在的名单有 ${head.entries} 人，其中党员 ${head.members} 人，第 ${head.version} 版`
      }
      actions={area.elsewhere ? <Link onTap={area.elsewhere}>换一个村</Link> : undefined}
    >
      {done ? (
        <Note icon="ok" tone="done" title={`已写入 ${done.entries} 人，第 ${done.version} 版`}>
          村民现在就能在手机上核对自己在不在名单上。公布名单，请另发公告。
        </Note>
      ) : null}
      <Choose onChosen={setChosen} />
    </DeskShell>
  );
}

interface CheckProps {
  area: DeskArea;
  shell: Pick<Parameters<typeof DeskShell>[0], 'title' | 'current'>;
  head: RollHead;
  chosen: ChosenTable;
  onChosen: (chosen: ChosenTable) => void;
  onLeave: () => void;
  onDone: (head: RollHead) => void;
}

function Check({ area, shell, head, chosen, onChosen, onLeave, onDone }: CheckProps): ReactNode {
  // Once a table is here it is read once: the page is made anew for another one.
  const [{ rows, errors }] = useState(() => readRoll(chosen.text));
  const [view, setView] = useState<View>(errors.length > 0 ? 'wrong' : 'read');
  const { writing, write, writeWithout } = useImport(area.code, head);
  const wrong = new Set(errors.map(({ row }) => row)).size;
  const written = writing.kind === 'done' ? writing.head : undefined;
  useEffect(() => {
    if (written) onDone(written);
  }, [written, onDone]);
  return (
    <DeskShell
      {...shell}
      sub={`${chosen.name}·读出 ${rows.length} 人·${writing.kind === 'not-begun' ? '还没有写入' : '正在写入'}`}
      actions={writing.kind === 'going' ? undefined : <Link onTap={onLeave}>不写了</Link>}
      tools={
        <>
          <Chip on={view === 'wrong'} icon="bad" onTap={() => setView('wrong')}>
            {`有错 ${wrong}`}
          </Chip>
          <Chip on={view === 'read'} icon="people" onTap={() => setView('read')}>
            {`读出 ${rows.length}`}
          </Chip>
        </>
      }
      side={
        <ImportSide
          {...{ head, rows, wrong, writing, onChosen }}
          onWrite={write}
          onWriteWithout={(without) => writeWithout(rows, without)}
        />
      }
    >
      <ViewTable view={view} errors={errors} rows={rows} />
    </DeskShell>
  );
}
