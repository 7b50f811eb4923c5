import type { ReactNode } from 'react';
import { sayDate } from '#shared/time';
import { Button } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { DueChip } from '../../components/pill';
import { go } from '../../platform/navigate';
import type { BoardLine, NextThing } from './lines';

/** One village: everything that is awaited of it, by which article, and who acted in its place. */
export function LineSide({ line: { village, town, row, things } }: { line: BoardLine }): ReactNode {
  const sub = row ? `${town}·选举日${sayDate(row.electionDay)}` : town;
  return (
    <Box className="desk-pad">
      <Heading level={2} className="t2">
        {village.name}
      </Heading>
      <Box className="tl mute">{sub}</Box>
      {row ? null : (
        <Note icon="wait" tone="plain" title="还没有定选举日">
          定下选举日以后，每一步的期限都会列在这里。
        </Note>
      )}
      {row?.by ? (
        <Note icon="people" tone="plain" title={`时间表由${row.by === 'town' ? '乡镇' : '县里'}代办`}>
          村里自己保存以后，这个标记就去掉。
        </Note>
      ) : null}
      {things.map((thing) => (
        <Thing key={thing.rule.id} thing={thing} />
      ))}
      {row && things.length === 0 ? <Para className="mute">到下一步为止，要交的材料都在了。</Para> : null}
      <Box className="mt8">
        <Button kind="second" onTap={() => go('election/one-village/index', { area: village.code })}>
          {`打开${village.name}时间表`}
        </Button>
      </Box>
    </Box>
  );
}

function Thing({ thing: { rule, due, days } }: { thing: NextThing }): ReactNode {
  return (
    <Box className="mt8">
      <Box className="row wrap">
        <Box className="b grow">{rule.title}</Box>
        <DueChip days={days} />
      </Box>
      <KeyValue name="最晚">{sayDate(due)}</KeyValue>
      <KeyValue name="该谁办">{rule.actor}</KeyValue>
      <KeyValue name="还缺">{rule.output}</KeyValue>
      {rule.basis ? <KeyValue name="依据">{rule.basis}</KeyValue> : null}
    </Box>
  );
}
