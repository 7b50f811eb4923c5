import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Box, Heading, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { type ChosenTable, TableFileButton } from '../../components/table-file';
import type { Problem } from '../../platform/request';

/** How far an import is, in figures. */
export interface Prospect {
  /** How many areas stand, and their version; undefined before the first import. */
  stands: { areas: number; version: number } | undefined;
  /** How many rows would be written. */
  rows: number;
  /** How many rows have errors. */
  wrong: number;
  /** How many areas change, and how many of these go. */
  changed: number;
  gone: number;
}

interface Props extends Prospect {
  writing: boolean;
  problem: Problem | undefined;
  onChosen: (chosen: ChosenTable) => void;
  onWrite: () => void;
}

/** What stands beside the table before anything is written. */
export function BeforeWriting(props: Props): ReactNode {
  const { stands, rows, changed, problem } = props;
  const after = `${rows} 个（第 ${(stands?.version ?? 0) + 1} 版）`;
  return (
    <>
      <Heading level={2} className="t2">
        写入前
      </Heading>
      <KeyValue name="现在">{stands ? `${stands.areas} 个（第 ${stands.version} 版）` : '还没有'}</KeyValue>
      {rows > 0 ? (
        <KeyValue name="写入后">
          {changed === 0 ? '和现在一样，不用写' : <Words className="b">{after}</Words>}
        </KeyValue>
      ) : null}
      <Warnings {...props} />
      <NotDone title="没有写入" problem={problem} />
      <Acts {...props} />
      <Para className="then">整张表一次写入，中间断了就等于没写。同一张表再写一次，什么也不会变。</Para>
    </>
  );
}

/** Mending comes first while rows are wrong, writing first when none is. */
function Acts({ rows, wrong, changed, writing, onChosen, onWrite }: Props): ReactNode {
  const write = (
    <Box className="mt8">
      <Button kind={wrong > 0 ? 'second' : 'first'} off={writing} onTap={onWrite}>
        {sayWrite(writing, wrong, rows)}
      </Button>
    </Box>
  );
  return (
    <Box className="mt8">
      {wrong === 0 && changed > 0 ? write : null}
      <Box className="mt8">
        <TableFileButton label="区划表" kind={wrong > 0 ? 'first' : 'second'} onChosen={onChosen}>
          {wrong > 0 ? '改好了，重新选文件' : '换一个文件'}
        </TableFileButton>
      </Box>
      {wrong > 0 && rows > 0 && changed > 0 ? write : null}
    </Box>
  );
}

function Warnings({ rows, wrong, gone }: Prospect): ReactNode {
  return (
    <>
      {wrong > 0 ? (
        <Note icon="bad" tone="red" title={`还有 ${wrong} 行有错`}>
          {rows > 0 ? '改好原表再选一次，或者先写入没错的行。' : '改好原表，再选一次。'}
        </Note>
      ) : null}
      {gone > 0 ? (
        <Note icon="warn" tone="due" title={`${gone} 个不在新表里`}>
          写入以后，村民选村的时候就看不到了。已经发的公告还在。
        </Note>
      ) : null}
    </>
  );
}

function sayWrite(writing: boolean, wrong: number, rows: number): string {
  if (writing) return '正在写入……';
  return wrong > 0 ? `先写入没错的 ${rows} 行` : `写入这 ${rows} 行`;
}
