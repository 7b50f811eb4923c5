import type { ReactNode } from 'react';
import { officeText } from '#shared/directory/office';
import { hasBelow } from '#shared/directory/standing';
import { Box } from '../../components/native';
import { Empty, Read } from '../../components/states';
import { useLines } from '../lines';
import { type AtOffice, OfficePage } from '../office-page';
import { Rest } from '../rest';
import type { InboxLines } from '../walk';
import { byMonth, byOffice, byState, byTime } from './counts';
import { Kinds } from './kinds';
import { Below, CountList } from './tables';
import './statistics.css';

/** How many letters an office has: by what the server knows, and by what was opened at this desk. */
export default function Statistics(): ReactNode {
  return (
    <OfficePage title="统计" onlyFor="统计只给纪委的办案人员和换届办。">
      {(at) => <Counts key={officeText(at.office)} {...at} />}
    </OfficePage>
  );
}

function Counts({ office, person, keys, tree }: AtOffice): ReactNode {
  const open = useLines(office, 'open');
  const closed = useLines(office, 'closed');
  const below = useLines(hasBelow(office) ? office : undefined, 'below');
  return (
    <>
      <Read reading={open.reading} what="收件箱" again={open.again}>
        {(todo) => (
          <Read reading={closed.reading} what="办结的信" again={closed.again}>
            {(ended) => (
              <>
                <Coming read={[todo, ended]} />
                <Rest read={todo} again={open.again} goOn={open.goOn} />
                <Rest read={ended} again={closed.again} goOn={closed.goOn} />
                <OwnCounts
                  office={office}
                  person={person}
                  keys={keys}
                  lines={[...todo.lines, ...ended.lines]}
                />
              </>
            )}
          </Read>
        )}
      </Read>
      {hasBelow(office) ? (
        <Read reading={below.reading} what="下级超期的信" again={below.again}>
          {(read) => (
            <>
              <Coming read={[read]} />
              <Rest read={read} again={below.again} goOn={below.goOn} />
              {read.coming && read.lines.length === 0 ? null : (
                <Below offices={byOffice(read.lines)} tree={tree} />
              )}
            </>
          )}
        </Read>
      ) : null}
    </>
  );
}

/** Counts that still grow say so. */
function Coming({ read }: { read: readonly InboxLines[] }): ReactNode {
  const isComing = read.some(({ coming, left }) => coming && left.length > 0);
  return (
    <Box role="status" live>
      {isComing ? <Box className="desk-pad tl mute">后面还有信，正在取，数还会变。</Box> : null}
    </Box>
  );
}

function OwnCounts({
  office,
  person,
  keys,
  lines,
}: Omit<AtOffice, 'tree'> & { lines: InboxLines['lines'] }): ReactNode {
  if (lines.length === 0) {
    return <Empty title="还没有信">有信来以后，这里数出各有多少封。</Empty>;
  }
  return (
    <Box className="desk-pad">
      <Box className="counts">
        <CountList label="状态" counts={byState(lines)} />
        <CountList label="期限" counts={byTime(lines)} />
        <CountList label="收到的月份" counts={byMonth(lines)} />
      </Box>
      <Kinds office={office} person={person} keys={keys} lines={lines} />
    </Box>
  );
}
