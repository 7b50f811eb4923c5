import { type ReactNode, useState } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import { putTotals, readEligible } from '#shared/recommendation/contract';
import { decodeEligible, type Eligible } from '#shared/recommendation/eligible';
import { POSITIONS } from '#shared/recommendation/position';
import type { TallyBody } from '#shared/recommendation/tally';
import { Button } from '../../components/button';
import { Tabs } from '../../components/desk';
import { Box, Para, Words } from '../../components/native';
import { Note } from '../../components/note';
import { Read } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import { Table } from '../../components/table';
import { useRead } from '../../platform/read';
import { type Problem, send } from '../../platform/request';
import { type Countable, countRound } from './count';

type Work =
  | { kind: 'idle' }
  | { kind: 'counting'; done: number; of: number }
  | { kind: 'found'; totals: TallyBody[] }
  | { kind: 'failed'; problem: Problem };

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

function useCounting(round: Countable, onSaved: () => void) {
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const count = async () => {
    setWork({ kind: 'counting', done: 0, of: 0 });
    const found = await countRound(round, (done, of) => setWork({ kind: 'counting', done, of }));
    setWork(found.ok ? { kind: 'found', totals: found.value } : { kind: 'failed', problem: found.problem });
  };
  const save = async (totals: TallyBody[]) => {
    const params = { area: round.area, round: round.id };
    const answer = await send(putTotals, { params, body: { totals } });
    if (answer.ok) onSaved();
    else setWork({ kind: 'failed', problem: answer.problem });
  };
  return { work, count, save };
}

/** Counting in this browser, with how far it is; then the sums are looked at before they are sent. */
export function Counting({ round, onSaved }: { round: Countable; onSaved: () => void }): ReactNode {
  const { work, count, save } = useCounting(round, onSaved);
  if (work.kind === 'counting') {
    const words = work.of === 0 ? '正在取回封存的推荐……' : `正在打开核对，${work.done} / ${work.of} 份`;
    return (
      <Box className="desk-pad">
        <ProgressBar words={words} share={work.of === 0 ? 0 : work.done / work.of} />
      </Box>
    );
  }
  return (
    <>
      <Box className="desk-pad">
        {work.kind === 'failed' ? (
          <Note icon="bad" tone="red" title="没有数完">
            {work.problem.title}
          </Note>
        ) : null}
        <Para className="tl mute">每一份都在这台电脑上打开、重新封一遍、逐字节核对，服务器只收合计。</Para>
        <Box className="row mt8">
          {work.kind === 'found' ? (
            <Button onTap={() => void save(work.totals)}>报送合计</Button>
          ) : (
            <Button icon="box" onTap={() => void count()}>
              开始计数
            </Button>
          )}
        </Box>
      </Box>
      {work.kind === 'found' ? <Totals round={round} totals={work.totals} /> : null}
    </>
  );
}
