import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { sizeWords } from '../../components/letter-files';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import type { Problem } from '../../platform/request';
import { keepFile } from '../../platform/show-file';
import { fileCode } from '../words';
import type { Stage } from './use-making';

interface Props extends Extract<Stage, { made: object }> {
  /** To whom it is handed over. */
  to: string;
  problem: Problem | undefined;
  onNote: () => void;
  onAgain: () => void;
}

/** A sealed archive: kept as a file once each of its cases notes it, so that every one that left this desk is known here. */
export function Made({ at, made, cases, to, problem, onNote, onAgain }: Props): ReactNode {
  const [isKept, setKept] = useState(false);
  const keep = (): void => {
    keepFile(made.parts, made.name);
    setKept(true);
  };
  if (at !== 'made') return <NotNoted at={at} problem={problem} onNote={onNote} onAgain={onAgain} />;
  return (
    <>
      <Heading level={2} className="t2 mt16">
        {`封好了，${cases.length} 封都记下了`}
      </Heading>
      <KeyValue name="文件">{`${made.name}，${sizeWords(made.length)}`}</KeyValue>
      <KeyValue name="核对码">{fileCode(made.hash)}</KeyValue>
      <KeyValue name="交给">{to}</KeyValue>
      <Box className="row mt16">
        <Button icon="save" onTap={keep}>
          {isKept ? '再保存一次' : '保存档案文件'}
        </Button>
        <Box className="ml8">
          <Button kind="second" onTap={onAgain}>
            再封一批
          </Button>
        </Box>
      </Box>
      <Box className="mt16">
        <Note icon="warn" tone="due" inset title="关掉这一页，没保存的文件就没有了">
          存到 U 盘当面交，请收的人当场打开，核对码一样再走。服务器上没有这个文件，丢了只能再封一次。
        </Note>
      </Box>
    </>
  );
}

/** Not given out yet: in some case it is not noted. */
function NotNoted({
  at,
  problem,
  onNote,
  onAgain,
}: Pick<Props, 'problem' | 'onNote' | 'onAgain'> & { at: 'noting' | 'unnoted' }): ReactNode {
  if (at === 'noting')
    return (
      <Box className="mt16" role="status" live>
        <Para>封好了，正在每封信的内部记录里记一条……</Para>
      </Box>
    );
  return (
    <Box className="mt16">
      <NotDone title="还没有都记下，文件先不给" problem={problem} />
      <Box className="row mt12">
        <Button kind="second" onTap={onAgain}>
          不要了，重新选
        </Button>
        <Box className="ml8">
          <Button onTap={onNote}>接着记</Button>
        </Box>
      </Box>
    </Box>
  );
}
