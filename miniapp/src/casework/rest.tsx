import type { ReactNode } from 'react';
import { Button } from '../components/button';
import { Box, Para } from '../components/native';
import { Note } from '../components/note';
import type { Problem } from '../platform/request';
import type { InboxLines } from './walk';

interface Props {
  read: InboxLines;
  again: () => void;
  goOn: () => void;
}

/** What was not fetched, why, and how to fetch it; nothing while it is coming by itself. */
export function Rest({ read: { lines, left, coming, problem }, again, goOn }: Props): ReactNode {
  if (coming || (left.length === 0 && !problem)) return null;
  return (
    <Box className="pad">
      {problem ? (
        <NotFetched problem={problem} count={lines.length} />
      ) : (
        <Note icon="wait" title="后面还有信">
          {`已取到 ${lines.length} 封，后面的还没取。`}
        </Note>
      )}
      <Box className="mt12">
        <Button kind="second" onTap={left.length > 0 ? goOn : again}>
          {problem ? '再取一次' : '接着取'}
        </Button>
      </Box>
    </Box>
  );
}

function NotFetched({ problem: { code }, count }: { problem: Problem; count: number }): ReactNode {
  const offline = code === 'offline';
  return (
    <>
      <Note icon={offline ? 'offline' : 'bad'} tone="due" title="还有信没取到">
        {`${offline ? '现在没有网。' : ''}已取到的 ${count} 封都在。没取到的里面可能有要紧的。`}
      </Note>
      {offline ? null : <Para className="then">{`问题编号 ${code}`}</Para>}
    </>
  );
}
