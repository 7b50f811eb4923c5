import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Position } from '#shared/recommendation/position';
import type { PublicRound } from '#shared/recommendation/round';
import { Button } from '../../components/button';
import { Head, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { AskByPhone, Queued } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import type { Problem } from '../../platform/request';
import { sayHour } from '../hour';
import { markRead, placeOf } from './papers';
import { PHASES, type Phase, submit, watch } from './submit';
import { NotAVote } from './words';
import { positionName } from '#shared/recommendation/position';

const WORDS = {
  check: '正在核对这一轮的签名……',
  token: '正在领取推荐凭证……',
  seal: '正在您手机上密封……',
  pause: '密封好了，停几秒再送：送的时候不带您的身份……',
  send: '正在送出……',
} as const satisfies Record<Phase, string>;

const TRANSIENT: readonly string[] = ['offline', 'busy', 'internal'];

function Refused({ problem, onHome }: { problem: Problem; onHome: () => void }): ReactNode {
  return (
    <>
      <Head title="没有送出" />
      <Note icon="bad" tone="red" title="这一次没有收下">
        {problem.title}
      </Note>
      <Sheet pad>
        <Button onTap={onHome}>回到这一轮</Button>
        <AskByPhone lead="要问" />
        <Para className="then">{`问题编号 ${problem.code}`}</Para>
      </Sheet>
    </>
  );
}

/** Begins the submission unless it is under way, and follows it, whoever takes it further. */
function useSubmission(round: PublicRound, position: Position, onDone: () => void) {
  const [place] = useState(() => placeOf(round, position));
  const [phase, setPhase] = useState<Phase>('check');
  const [problem, setProblem] = useState<Problem>();
  const finish = useRef(onDone);
  useEffect(() => {
    finish.current = onDone;
  });
  const run = useCallback(() => void submit(round, place), [round, place]);
  useEffect(() => {
    const stop = watch(place, (news) => {
      if (news.kind === 'phase') {
        setPhase(news.phase);
        setProblem(undefined);
      } else if (news.outcome.ok) finish.current();
      else setProblem(news.outcome.problem);
    });
    run();
    return stop;
  }, [place, run]);
  return { phase, problem, run, onRead: () => markRead(place) };
}

/** Sealing and sending, with what is being done; without network it waits here and goes out by itself. */
export function Sending({
  round,
  position,
  onDone,
  onLeave,
}: {
  round: PublicRound;
  position: Position;
  onDone: () => void;
  onLeave: () => void;
}): ReactNode {
  const { phase, problem, run, onRead } = useSubmission(round, position, onDone);
  if (problem && !TRANSIENT.includes(problem.code)) {
    const leave = (): void => {
      onRead();
      onLeave();
    };
    return (
      <Page onBack={leave}>
        <Refused problem={problem} onHome={leave} />
        <NotAVote area={round.area} />
      </Page>
    );
  }
  return (
    <Page onBack={onLeave}>
      <Head above={positionName(position)} title={problem ? '已存好，还没送出' : '正在密封送出'} />
      {problem ? (
        <Queued what="您的推荐" until={sayHour(round.closes)} send={run} />
      ) : (
        <Sheet pad join="first">
          <ProgressBar words={WORDS[phase]} share={(PHASES.indexOf(phase) + 1) / (PHASES.length + 1)} />
          <Para className="then">约 5 秒，请不要关掉页面。关掉也不会丢，下次打开接着送。</Para>
        </Sheet>
      )}
      <NotAVote area={round.area} />
    </Page>
  );
}
