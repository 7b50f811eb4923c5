import { type ReactNode, useState } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import { decodeClose } from '#shared/recommendation/close';
import { readEligible } from '#shared/recommendation/contract';
import { decodeEligible, type Eligible } from '#shared/recommendation/eligible';
import { POSITIONS } from '#shared/recommendation/position';
import type { TallyBody } from '#shared/recommendation/tally';
import { Tabs } from '../../components/desk';
import { Box, Para, Words } from '../../components/native';
import { Read } from '../../components/states';
import { Table } from '../../components/table';
import { useRead } from '../../platform/read';
import type { Countable } from './count';

interface Named extends Eligible {
  index: number;
  count: number;
}

/** In the order of the list, not of the figures: this is advice, and no order of merit. */
function namedIn(people: readonly Eligible[], tally: TallyBody): Named[] {
  return people
    .map((person, index) => ({ ...person, index, count: tally.names[index] ?? 0 }))
    .filter(({ count }) => count > 0);
}

/** How many recommended on paper, as the closing fixed it. */
function paperOf({ state }: Countable, position: number): number {
  return decodeClose(bytesOf(state.closings[position] ?? ''))?.paper ?? 0;
}

/** The sums, position by position, with the equation written out. */
export function Totals({ round, totals }: { round: Countable; totals: readonly TallyBody[] }): ReactNode {
  const [at, setAt] = useState('0');
  const list = useRead(readEligible, { params: { area: round.area, round: round.id } });
  const tally = totals[Number(at)];
  if (!tally) return null;
  return (
    <>
      <Tabs
        label="职位"
        tabs={round.plan.positions.map(({ position }, i) => ({
          value: String(i),
          text: POSITIONS[position],
        }))}
        value={at}
        onChange={setAt}
      />
      <Box className="desk-pad">
        <Para>
          <Words>{`收到 ${tally.records} 份 = 有效 ${tally.valid} 份（其中空白 ${tally.blank} 份）+ 无效 ${tally.invalid} 份`}</Words>
        </Para>
        <Para className="tl mute">{`纸上另有 ${paperOf(round, Number(at))} 人推荐，不在这些数里。`}</Para>
      </Box>
      <Read reading={list.reading} what="名单" again={list.again}>
        {({ document }) => (
          <Table
            label="各人被推荐的次数，按名单的顺序"
            columns={[
              { head: '姓名', cell: ({ name }) => name },
              { head: '组', cell: ({ group }) => group },
              { head: '推荐', cell: ({ count }) => `${count} 次`, number: true },
            ]}
            rows={namedIn(decodeEligible(bytesOf(document)) ?? [], tally)}
            idOf={({ index }) => String(index)}
          />
        )}
      </Read>
    </>
  );
}
