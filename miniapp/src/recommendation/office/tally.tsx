import { type ReactNode, useState } from 'react';
import { putTotals } from '#shared/recommendation/contract';
import type { TallyBody } from '#shared/recommendation/tally';
import { Button } from '../../components/button';
import { Box, Para } from '../../components/native';
import { Note } from '../../components/note';
import { ProgressBar } from '../../components/steps';
import { type Problem, send } from '../../platform/request';
import { type Countable, countRound } from '../desk/count';
import { Totals } from '../desk/totals';

type Work =
  | { kind: 'idle' }
  | { kind: 'counting'; done: number; of: number }
  | { kind: 'found'; totals: TallyBody[] }
  | { kind: 'failed'; problem: Problem };

function useCounting(round: Countable, onSaved: () => void) {
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const count = async () => {
    setWork({ kind: 'counting', done: 0, of: 0 });
    const found = await countRound(send, round, (done, of) => setWork({ kind: 'counting', done, of }));
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

/** Sums that were sent stand until a trustee has found the same; whoever sent wrong ones counts once more. */
export function CountAgain(props: { round: Countable; onSaved: () => void }): ReactNode {
  const [open, setOpen] = useState(false);
  if (open) return <Counting {...props} />;
  return (
    <Box className="desk-pad">
      <Para className="tl mute">合计已经报送，在上面。受托人数得不一样，才需要再数一遍。</Para>
      <Box className="row mt8">
        <Button kind="second" icon="box" onTap={() => setOpen(true)}>
          再数一遍
        </Button>
      </Box>
    </Box>
  );
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
