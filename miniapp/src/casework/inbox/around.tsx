import type { ReactNode } from 'react';
import { Keys } from '../../components/desk';
import { Box, Words } from '../../components/native';
import { Empty } from '../../components/states';
import type { InboxLines } from '../walk';
import type { Bucket } from './filters';

/** How far the fetching is, and the keys that work here. */
export function Foot({ read }: { read: InboxLines }): ReactNode {
  const { lines, left, coming } = read;
  return (
    <>
      <Keys
        keys={[
          ['↑ ↓', '换信'],
          ['Enter', '打开'],
          ['/', '找信'],
          ['Esc', '不找了'],
        ]}
      />
      <Box role="status">
        {coming && left.length > 0 ? <Words>{`后面还有，正在取，已取到 ${lines.length} 封`}</Words> : null}
      </Box>
    </>
  );
}

const NOTHING = {
  open: ['现在没有要办的信', '村民写来的密封信会出现在这里，按到期日排。'],
  verified: ['没有带村民令牌的信', '带令牌的信，是名单上的人写的；是谁，谁也看不到。'],
  other: ['没有不带令牌的信', '没带令牌的信也一样要办，期限一样。'],
  soon: ['没有快到期的信', '离最后一天不到 4 天的信会出现在这里。'],
  overdue: ['没有超期的信', '过了最后一天还没办的信会出现在这里。'],
  closed: ['还没有办结的信', '办结和不受理的信会到这里来。'],
  below: ['下级没有超期的信', '过了最后一天还没答复、没办结的，会出现在这里，这里也能打开。'],
} as const satisfies Record<Bucket, readonly [string, string]>;

/** Why no letter is shown; nothing while some may still come. */
export function Nothing({
  read,
  bucket,
  asked,
}: {
  read: InboxLines;
  bucket: Bucket;
  /** There are letters, but none is what was asked for. */
  asked: boolean;
}): ReactNode {
  if (read.left.length > 0) return null;
  if (asked) return <Empty title="没有找到">按 Esc，或者删掉要找的字，就看到全部。</Empty>;
  const [title, words] = NOTHING[bucket];
  return <Empty title={title}>{words}</Empty>;
}
