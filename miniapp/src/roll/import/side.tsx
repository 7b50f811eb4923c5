import { type ReactNode, useState } from 'react';
import type { RollHead } from '#shared/roll/contract';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Dialog } from '../../components/dialog';
import { Box, Heading, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { ProgressBar } from '../../components/steps';
import { sayDate } from '#shared/time';
import { PASTED, RollFileButton } from './choose';
import type { Checked, Chosen } from './read-roll';
import type { Writing } from './use-import';

interface Props {
  head: RollHead;
  checked: Checked;
  /** How many rows have errors. */
  wrong: number;
  /** Why the table gives nobody, and what to do; absent where it gives somebody. */
  nobody: string | undefined;
  writing: Writing;
  onWrite: () => void;
  onWriteWithout: (without: readonly number[]) => void;
  onChosen: (chosen: Chosen) => void;
  /** Goes back to what was pasted, which is still there. */
  onLeave: () => void;
}

/** What stands beside the table: what will change before it does, then how far it is. */
export function ImportSide(props: Props): ReactNode {
  const { head, checked } = props;
  const { rows, gone, newGroups, occasion, sheetNote } = checked;
  return (
    <>
      <Heading level={2} className="t2">
        写入前
      </Heading>
      <KeyValue name="现在">
        {head.version === 0 ? '还没有名单' : `${head.entries} 人（第 ${head.version} 版）`}
      </KeyValue>
      {rows.length > 0 ? (
        <KeyValue name="写入后">
          <Words className="b">{`${rows.length} 人`}</Words>
        </KeyValue>
      ) : null}
      {rows.length > 0 && gone.length > 0 ? (
        <>
          <KeyValue name="划去">{`${gone.length} 人`}</KeyValue>
          <Note icon="warn" tone="due" title={`有 ${gone.length} 人不在新表里`}>
            他们会从名单上划去。请核对是不是整个村的表。
          </Note>
        </>
      ) : null}
      {newGroups.length > 0 ? (
        <Note icon="warn" tone="due" title={`多出 ${newGroups.length} 个组：${newGroups.join('、')}`}>
          现在的名单上没有这样的组。是新分的组就写入；是写法不一样，请在表里改成和原来一样，再选一次。
        </Note>
      ) : null}
      {sheetNote === '' ? null : <Note icon="file" tone="plain" title={sheetNote} />}
      {occasion.electionDay === undefined ? (
        <Note icon="clock" tone="due" title="还没有定选举日">
          没有核对到那天满不满 18 周岁。先在时间表里定下选举日，再选一次文件。
        </Note>
      ) : (
        <KeyValue name="选举日">{`${sayDate(occasion.electionDay)}，已核对满 18 周岁`}</KeyValue>
      )}
      <State {...props} />
      <Para className="then">
        身份证号只存加密后的摘要和后四位，原号不留。全部写完才一起换上，之前大家看到的还是现在的名单。
      </Para>
    </>
  );
}

function State(props: Props): ReactNode {
  const { writing, onWrite, onWriteWithout } = props;
  switch (writing.kind) {
    case 'going':
      return (
        <Box className="mt16">
          <ProgressBar
            words={`正在写入，${writing.written} / ${writing.of} 人。先不要关这个窗口。`}
            share={writing.written / writing.of}
          />
        </Box>
      );
    case 'stopped':
      return (
        <>
          <Note icon="bad" tone="red" title={`停在第 ${writing.written} 人`}>
            {`${writing.problem.title}${writing.rows.length > 0 ? `第 ${writing.rows.join('、')} 行不合规定。` : ''}写好的都在，接着写不会重复。`}
          </Note>
          <Box className="mt12">
            <Button onTap={onWrite}>从停下的地方接着写</Button>
          </Box>
        </>
      );
    case 'elsewhere':
      return (
        <>
          <Note icon="bad" tone="red" title={`第 ${writing.rows.join('、')} 行已经登记在别的村`}>
            不能在两个村登记。先问本人，再请那个村划去；或者先不写这几行。
          </Note>
          <Box className="mt12">
            <Button onTap={() => onWriteWithout(writing.rows)}>不写这几行，写其余的</Button>
          </Box>
        </>
      );
    default:
      return <Before {...props} />;
  }
}

/** A table of a part of the village takes everybody else off the roll: asked before it does. */
function Fewer({
  gone,
  rows,
  onWrite,
  onLeave,
}: Pick<Checked, 'rows' | 'gone'> & { onWrite: () => void; onLeave: () => void }): ReactNode {
  return (
    <Dialog
      title={`名单会划去 ${gone.length} 人`}
      onClose={onLeave}
      buttons={
        <>
          <Button kind="second" onTap={onLeave}>
            先不写
          </Button>
          <Button
            kind="danger"
            onTap={() => {
              onLeave();
              onWrite();
            }}
          >
            {`写入 ${rows.length} 人，划去其余的`}
          </Button>
        </>
      }
    >
      <Para>{`新表有 ${rows.length} 人。不在新表里的 ${gone.length} 人会从名单上划去，手机上就不能推荐了。`}</Para>
      <Para className="mt8">只加或者只改一个人，不用整个村的表：回去用“只加或者只改一个人”。</Para>
    </Dialog>
  );
}

/** What hinders: a table that gives nobody, or rows with errors. */
function Wrong({
  wrong,
  nobody,
  isPasted,
  rows,
}: Pick<Props, 'wrong' | 'nobody'> & { isPasted: boolean; rows: number }): ReactNode {
  if (nobody !== undefined) {
    return (
      <Note icon="bad" tone="red" title="一个人也没有读出来">
        {nobody}
      </Note>
    );
  }
  return wrong > 0 ? (
    <Note icon="bad" tone="red" title={`还有 ${wrong} 行有错`}>
      {`${isPasted ? '粘贴的内容还在，改好再核对' : '改好原表，再选一次'}${rows > 0 ? '；或者先写入没错的行。' : '。'}`}
    </Note>
  ) : null;
}

/** Mending comes first while rows are wrong, writing first when none is. */
function Before({ checked, wrong, nobody, onWrite, onChosen, onLeave }: Props): ReactNode {
  const [asked, setAsked] = useState(false);
  const { rows, gone, name } = checked;
  const isPasted = name === PASTED;
  const write = (): void => (gone.length > 0 ? setAsked(true) : onWrite());
  return (
    <>
      {asked ? <Fewer {...{ gone, rows, onWrite }} onLeave={() => setAsked(false)} /> : null}
      <Wrong {...{ wrong, nobody, isPasted }} rows={rows.length} />
      {wrong === 0 ? (
        <Box className="mt12">
          <Button onTap={write}>{`写入这 ${rows.length} 人`}</Button>
        </Box>
      ) : null}
      {wrong > 0 && isPasted ? (
        <Box className="mt12">
          <Button onTap={onLeave}>回去改粘贴的内容</Button>
        </Box>
      ) : null}
      <Box className="mt12">
        <RollFileButton kind={wrong > 0 && !isPasted ? 'first' : 'second'} onChosen={onChosen}>
          {wrong > 0 && !isPasted ? '改好了，重新选文件' : '换一个文件'}
        </RollFileButton>
      </Box>
      {wrong > 0 && rows.length > 0 ? (
        <Box className="mt8">
          <Button kind="second" onTap={write}>{`先写入没错的 ${rows.length} 人`}</Button>
        </Box>
      ) : null}
    </>
  );
}
