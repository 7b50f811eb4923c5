import { type ReactNode, useEffect, useState } from 'react';
import { sayMoment } from '#shared/time';
import { call } from '../platform/device';
import type { Reading } from '../platform/read';
import type { Problem } from '../platform/request';
import { useSettings } from '../platform/settings';
import { Button, Link } from './button';
import { Sheet } from './head';
import { Note } from './note';
import { Box, Heading, Para, Words } from './native';
import { unbroken } from './unbroken';

/** A sentence and grey lines, after 300 ms. */
export function Loading({ what }: { what: string }): ReactNode {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return <Box className="wait" />;
  return (
    <Sheet pad>
      <Box role="status" className="tl mute">{`正在打开${what}，请等一等……`}</Box>
      <Box hidden>
        <Box className="skel-line" width={0.88} />
        <Box className="skel-line" width={0.64} />
        <Box className="skel-line" width={0.76} />
      </Box>
    </Sheet>
  );
}

/** What will come here and when. */
export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <Sheet pad>
      <Heading level={2} className="t2">
        {title}
      </Heading>
      {children ? <Para className="mute">{unbroken(children)}</Para> : null}
    </Sheet>
  );
}

/** Whom to ring when the page does not help. */
export function AskByPhone({ lead }: { lead: string }): ReactNode {
  const { village } = useSettings();
  if (!village?.phone) return null;
  const { phone } = village;
  return (
    <Link icon="phone" onTap={() => call(phone)}>
      {`${lead}，打 `}
      <Words className="tel">{phone}</Words>
    </Link>
  );
}

/** What failed, what is still safe, 再试一次, and whom to ring. */
export function Failed({
  what,
  problem,
  again,
}: {
  what: string;
  problem: Problem;
  again?: () => void;
}): ReactNode {
  const offline = problem.code === 'offline';
  const ours = problem.code === 'internal' || problem.code === 'busy';
  return (
    <Sheet>
      <Note icon={offline ? 'offline' : 'bad'} tone={offline ? 'off' : 'red'} title={`${what}没打开`}>
        {offline ? '现在没有网。您看过的内容还在，有网就能打开。' : null}
        {ours ? '可能是用的人多，或者正在更新。您看过的内容还在。' : null}
        {offline || ours ? null : problem.title}
      </Note>
      <Box className="pad">
        {again ? <Button onTap={again}>再试一次</Button> : null}
        <AskByPhone lead="还不行" />
        {offline ? null : <Para className="then">{`问题编号 ${problem.code}`}</Para>}
      </Box>
    </Sheet>
  );
}

/** What was tried and not done, and why; nothing while nothing went wrong. */
export function NotDone({ title, problem }: { title: string; problem: Problem | undefined }): ReactNode {
  if (!problem) return null;
  return (
    <Note icon="bad" tone="red" title={title}>
      {problem.title}
    </Note>
  );
}

/** The strip over a page that shows an old copy. */
export function OldCopy({ from }: { from: number }): ReactNode {
  return (
    <Note icon="offline" tone="off" title="没有网">
      {`下面是${sayMoment(from).replace(/（.*）/, ' ')} 存下的内容`}
    </Note>
  );
}

/** Stored and not yet sent: until when it counts, and a way to send it now. */
export function Queued({ what, until, send }: { what: string; until?: string; send: () => void }): ReactNode {
  return (
    <Sheet>
      <Note icon="wait" tone="due" title={`${what}已存好，还没送出`}>
        {`有网会自动送出，送到了会告诉您。${until ? `${until}前有效。` : ''}`}
      </Note>
      <Box className="pad">
        <Button kind="second" onTap={send}>
          现在再送一次
        </Button>
      </Box>
    </Sheet>
  );
}

/** Shows a reading in its three states; the old copy gets its strip. */
export function Read<T>({
  reading,
  what,
  again,
  missing,
  children,
}: {
  reading: Reading<T>;
  what: string;
  again?: () => void;
  /** What to show when there is no such document (yet). */
  missing?: ReactNode;
  children: (value: T) => ReactNode;
}): ReactNode {
  if (reading.kind === 'loading') return <Loading what={what} />;
  if (reading.kind === 'failed') {
    if (missing !== undefined && reading.problem.code === 'not-found') return missing;
    return <Failed what={what} problem={reading.problem} {...(again ? { again } : {})} />;
  }
  return (
    <>
      {reading.copyFrom === undefined ? null : <OldCopy from={reading.copyFrom} />}
      {children(reading.value)}
    </>
  );
}
