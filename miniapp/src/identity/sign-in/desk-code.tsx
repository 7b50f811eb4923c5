import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { claimDesk, openDesk, type Session } from '#shared/identity/contract';
import { Box, Para, Tap } from '../../components/native';
import { QrCode } from '../../components/qr-code';
import { now } from '../../platform/clock';
import { type Problem, send } from '../../platform/request';

const EVERY = 2000;

/** A desk as it was opened. */
export interface Desk {
  scan: string;
  secret: string;
  until: number;
}

/** A desk that waits to be let in; renewed before it ends, so that nobody need hurry. */
export function useDesk(onSession: (session: Session) => void): {
  desk: Desk | undefined;
  problem: Problem | undefined;
  again: () => void;
} {
  const [desk, setDesk] = useState<Desk>();
  const [problem, setProblem] = useState<Problem>();
  const open = useCallback(async () => {
    const answer = await send(openDesk, { body: {} });
    if (answer.ok) setDesk(answer.value);
    setProblem(answer.ok ? undefined : answer.problem);
  }, []);
  useEffect(() => {
    void open();
  }, [open]);
  useEffect(() => {
    if (!desk) return undefined;
    const timer = setInterval(() => {
      if (now() > desk.until - 5) {
        void open();
        return;
      }
      void send(claimDesk, { body: { secret: desk.secret } }).then((answer) => {
        if (answer.ok && answer.value.state === 'signed-in') onSession(answer.value.session);
      });
    }, EVERY);
    return () => clearInterval(timer);
  }, [desk, open, onSession]);
  return { desk, problem, again: () => void open() };
}

function addressOf(scan: string): string {
  const { origin, pathname } = globalThis.location;
  return `${origin}${pathname}#/identity/approve/index?scan=${scan}`;
}

/** The desk's code to scan, or why there is none. */
export function Code({
  desk,
  problem,
  again,
}: {
  desk: Desk | undefined;
  problem: Problem | undefined;
  again: () => void;
}): ReactNode {
  if (desk) return <QrCode text={addressOf(desk.scan)} label="登录二维码，用手机微信扫" />;
  if (!problem) return <Box className="qr mute">正在准备二维码……</Box>;
  return (
    <Box className="qr">
      <Para className="c-red b">二维码没拿到</Para>
      <Para className="tl mute">{problem.title}</Para>
      <Tap className="link" onTap={again}>
        再试一次
      </Tap>
    </Box>
  );
}
