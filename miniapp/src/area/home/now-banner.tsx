import type { ReactNode } from 'react';
import type { Step, Timetable } from '#shared/election/contract';
import { STAGES } from '#shared/notice/notice';
import type { RoundLine } from '#shared/recommendation/round';
import { dayOf, dayOfDate, sayDate, sayMoment } from '#shared/time';
import { Button } from '../../components/button';
import { Box, Words } from '../../components/native';
import { daysLeft } from '../../components/pill';
import { StageBanner } from '../../components/stage-banner';
import { unbroken } from '../../components/unbroken';
import { today, useNow } from '../../platform/clock';
import { go } from '../../platform/navigate';
import type { Reading } from '../../platform/read';
import type { Village } from '../../platform/settings';

/** How many letters of the stage's name a title has: 推荐、提名候选人 is what 推荐提名 is named after. */
function likeness(title: string, stage: number): number {
  return Array.from(STAGES[stage - 1] ?? '').filter((letter) => title.includes(letter)).length;
}

/** The step of a stage to speak of: still to be done if there is such a one, the one it is named after, the next due. */
export function stepNow(steps: readonly Step[], stage: number, day: number): Step | undefined {
  const own = steps.filter((step) => step.stage === stage);
  const open = own.filter((step) => dayOfDate(step.lastDay) >= day);
  const [first] = (open.length > 0 ? open : own).sort(
    (a, b) => likeness(b.title, stage) - likeness(a.title, stage) || (a.lastDay < b.lastDay ? -1 : 1),
  );
  return first;
}

function openRound(rounds: Reading<readonly RoundLine[]>, now: number): RoundLine | undefined {
  if (rounds.kind !== 'ready') return undefined;
  return rounds.value.find((round) => round.state === 'open' && round.opens <= now && now < round.closes);
}

function left(days: number): string | undefined {
  return days < 0 ? `已过原定日期 ${-days} 天` : daysLeft(days);
}

/** What is going on: what one can do today, or who is acting and until when. */
export function NowBanner({
  table,
  rounds,
  village,
}: {
  table: Timetable;
  rounds: Reading<readonly RoundLine[]>;
  village: Village;
}): ReactNode {
  const now = useNow();
  const round = openRound(rounds, now);
  const step = stepNow(table.steps, table.stage, today());
  if (round) {
    return (
      <StageBanner
        stage={table.stage}
        left={left(dayOf(round.closes) - dayOf(now))}
        button={
          <Button onTap={() => go('recommendation/person/index', { area: village.code, round: round.id })}>
            去推荐
          </Button>
        }
        then="先选人，再核对，然后提交。截止前能改。"
      >
        <Box>
          {`请您推荐${table.body === '居民委员会' ? '居委会' : '村委会'}的人选。`}
          <Words className="nw">推荐不是投票。</Words>
        </Box>
        <Box>{unbroken(`${sayMoment(round.closes)} 截止。`)}</Box>
      </StageBanner>
    );
  }
  return (
    <StageBanner stage={table.stage} left={step ? left(dayOfDate(step.lastDay) - today()) : undefined}>
      {step ? (
        <>
          <Box>{`${step.actor}在办：${step.title}。`}</Box>
          <Box>{unbroken(`最晚${sayDate(step.lastDay)}办完，办完有${step.output}。`)}</Box>
        </>
      ) : (
        <Box>这一步的日期公布在时间表里。</Box>
      )}
    </StageBanner>
  );
}
