import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Position } from '#shared/recommendation/params';
import type { PublicRound } from '#shared/recommendation/round';
import { Button } from '../../components/button';
import { Head, Sheet } from '../../components/head';
import { Para } from '../../components/native';
import { Note } from '../../components/note';
import { Page } from '../../components/page';
import { AskByPhone, Queued } from '../../components/states';
import { ProgressBar } from '../../components/steps';
import { online } from '../../platform/network';
import type { Problem } from '../../platform/request';
import { sayHour } from '../hour';
import { PHASES, type Phase, submit } from './submit';
import { NotAVote, positionName } from './words';

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

/** Runs the submission once, and again when the network is back or somebody asks. */
function useSubmission(round: PublicRound, position: Position, onDone: () => void) {
  const [phase, setPhase] = useState<Phase>('check');
  const [problem, setProblem] = useState<Problem>();
  const running = useRef(false);
  const finish = useRef(onDone);
  const run = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setProblem(undefined);
    const outcome = await submit(round, position, setPhase);
    running.current = false;
    if (outcome.ok) finish.current();
    else setProblem(outcome.problem);
  }, [round, position]);
  useEffect(() => {
    finish.current = onDone;
  });
  useEffect(() => {
    void run();
    return online.subscribe(() => {
      if (online.get()) void run();
    });
  }, [run]);
  return { phase, problem, run: () => void run() };
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
  const { phase, problem, run } = useSubmission(round, position, onDone);
  if (problem && !TRANSIENT.includes(problem.code)) {
    return (
      <Page onBack={onLeave}>
        <Refused problem={problem} onHome={onLeave} />
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
