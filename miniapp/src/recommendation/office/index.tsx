import { type ReactNode, useState } from 'react';
import { STAFF } from '#shared/identity/role';
import { officeRounds } from '#shared/recommendation/contract';
import { POSITIONS } from '#shared/recommendation/position';
import { type OfficeRound, standsIn } from '#shared/recommendation/round';
import { Button, Link } from '../../components/button';
import { DeskShell } from '../../components/desk';
import { type DeskArea, ForArea } from '../../components/desk-area';
import { Pill } from '../../components/pill';
import { Empty, Read } from '../../components/states';
import { Table } from '../../components/table';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { Totals } from '../desk/totals';
import { STATE_WORDS } from '../desk/words';
import { sayHour } from '../hour';
import { RoundSide } from './side';
import { CountAgain, Counting } from './tally';

const PAGE = 'recommendation/office/index';

function RoundTable({
  rounds,
  selected,
  onSelect,
}: {
  rounds: readonly OfficeRound[];
  selected: string | undefined;
  onSelect: (id: string) => void;
}): ReactNode {
  return (
    <Table
      label="各轮推荐"
      columns={[
        { head: '这一轮', cell: ({ plan }) => plan.title },
        {
          head: '走到哪一步',
          cell: ({ state }) => {
            const { icon, tone, word } = STATE_WORDS[state.kind];
            return (
              <Pill icon={icon} tone={tone}>
                {word}
              </Pill>
            );
          },
        },
        {
          head: '职位',
          cell: ({ plan }) => plan.positions.map(({ position }) => POSITIONS[position]).join('、'),
        },
        { head: '开始', cell: ({ plan }) => sayHour(plan.opens) },
        { head: '截止', cell: ({ plan }) => sayHour(plan.closes) },
      ]}
      rows={rounds}
      idOf={({ id }) => id}
      selected={selected}
      onSelect={onSelect}
    />
  );
}

function Below({ round, again }: { round: OfficeRound; again: () => void }): ReactNode {
  return (
    <>
      {standsIn(round, ['reported', 'counted']) ? <Totals round={round} totals={round.state.totals} /> : null}
      {standsIn(round, ['counting']) ? <Counting round={round} onSaved={again} /> : null}
      {standsIn(round, ['reported']) ? <CountAgain round={round} onSaved={again} /> : null}
    </>
  );
}

function Rounds({ village }: { village: DeskArea }): ReactNode {
  const { reading, again } = useRead(officeRounds, { params: { area: village.code } });
  const [picked, setPicked] = useState<string>();
  const rounds =
    reading.kind === 'ready' ? [...reading.value].sort((a, b) => b.plan.opens - a.plan.opens) : [];
  const round = rounds.find(({ id }) => id === picked) ?? rounds[0];
  const plan = () => go('recommendation/plan/index', { area: village.code });
  return (
    <DeskShell
      title={`推荐·${village.name}`}
      sub="推荐不是投票"
      current={PAGE}
      actions={
        <>
          {village.elsewhere ? <Link onTap={village.elsewhere}>换一个村</Link> : null}
          <Button kind={rounds.length > 0 ? 'second' : 'first'} onTap={plan}>
            开一轮推荐
          </Button>
        </>
      }
      side={round ? <RoundSide key={round.id} round={round} onChanged={again} /> : undefined}
    >
      <Read reading={reading} what="各轮推荐" again={again}>
        {() =>
          rounds.length === 0 ? (
            <Empty title="还没有推荐">开一轮之前，先让村选委会和 4 位受托人在名录里有自己的钥匙。</Empty>
          ) : (
            <RoundTable rounds={rounds} selected={round?.id} onSelect={setPicked} />
          )
        }
      </Read>
      {round ? <Below key={round.id} round={round} again={again} /> : null}
    </DeskShell>
  );
}

/** The rounds of a village: how far each is, who must act, and the count. */
export default function OfficeRecommendation(): ReactNode {
  return (
    <ForArea title="推荐" page={PAGE} roles={[...STAFF, 'observer']} levels={['village']}>
      {(village) => <Rounds key={village.code} village={village} />}
    </ForArea>
  );
}
