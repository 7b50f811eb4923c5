import { type ReactNode, useEffect, useRef, useState } from 'react';
import { wallClock } from '#shared/time';
import type { Shown } from '#shared/transparency/log-content';
import type { ProvenLeaf } from '#shared/transparency/proof';
import { go } from '../platform/navigate';
import { online } from '../platform/network';
import { type Standing, standingOf } from '../platform/public-log';
import { Link } from './button';
import { Box } from './native';
import { Note } from './note';
import { PaperProof } from './paper-proof';
import { AskByPhone } from './states';

/** `2026年11月20日`, where people compare days and years apart. */
function sayDay(seconds: number): string {
  const { year, month, day } = wallClock(seconds);
  return `${year}年${month}月${day}日`;
}

/** How a leaf stands, asked again when the network is back and, while it waits for the log, every half minute. */
export function useStanding(leaf: string, shown?: () => Shown): Standing {
  const [state, setState] = useState<{ leaf: string; standing: Standing }>();
  const asked = useRef(shown);
  useEffect(() => {
    asked.current = shown;
  });
  const standing = state?.leaf === leaf ? state.standing : CHECKING;
  const isWaiting = standing.kind === 'waiting';
  useEffect(() => {
    let gone = false;
    const ask = (): void => {
      void standingOf(leaf, asked.current).then((next) => {
        if (!gone) setState({ leaf, standing: next });
      });
    };
    ask();
    const timer = isWaiting ? setInterval(ask, AGAIN_MS) : undefined;
    const heard = online.subscribe(() => online.get() && ask());
    return () => {
      gone = true;
      clearInterval(timer);
      heard();
    };
  }, [leaf, isWaiting]);
  return standing;
}
const CHECKING: Standing = { kind: 'checking' };
const AGAIN_MS = 30_000;

/** The proof of what a page shows, in one plain line; the rest on tap. */
export function ProofLine({
  what,
  part,
  leaf,
  shown,
}: {
  /** `公告`, `时间表`: what does not fit its proof. */
  what: string;
  /** `撤回记录`: where it is not the document itself that is proved. */
  part?: string | undefined;
  leaf: string;
  shown: () => Shown;
}): ReactNode {
  const standing = useStanding(leaf, shown);
  const open = (): void => go('transparency/proof/index', { leaf });
  switch (standing.kind) {
    case 'proved':
      return <Proved proven={standing.proven} part={part} isErased={'isErased' in shown()} onOpen={open} />;
    case 'broken':
      return (
        <Note icon="bad" tone="red" title={`这份${what}和公开日志对不上`}>
          <Box>内容可能被人动过，请不要照着办。先看村里张贴的纸质公告，再打电话问清楚。</Box>
          <AskByPhone lead="问村民选举委员会" />
          <Box>也可以打 12388 反映。</Box>
          <Link end="right" onTap={open}>
            看哪里对不上
          </Link>
        </Note>
      );
    case 'waiting':
      return (
        <Note icon="clock" tone="off" title="正在存入公开日志">
          存好以后，这里写明从哪一天起没有改过，一般要两分钟。
        </Note>
      );
    case 'offline':
      return <Note icon="offline" tone="off" title="没有网，还没核对" />;
    case 'unable':
      return (
        <Note icon="proof" tone="off" title="这部手机不能核对，请换一部新一点的手机，或看村里张贴的公告" />
      );
    case 'checking':
      return <Box className="wait" />;
  }
}

function Proved({
  proven,
  part,
  isErased,
  onOpen,
}: {
  proven: ProvenLeaf;
  part: string | undefined;
  isErased: boolean;
  onOpen: () => void;
}): ReactNode {
  const { leaf, index, checkpoint } = proven;
  // Without a witness nobody outside can say since when.
  if (checkpoint.seen === null) return null;
  const day = sayDay(checkpoint.seen);
  const said = sayDay(leaf.time);
  return (
    <Note
      icon="proof"
      tone="done"
      title={isErased ? `${day}已公布，内容后来删除` : `${part ? `${part}，` : ''}${day}起未改动`}
    >
      <Box>{`${part ?? `第 ${leaf.version} 版`}，公开日志第 ${index + 1} 条`}</Box>
      {said === day ? null : <Box>{`发布单位写的是${said}；外面的单位${day}见到，从那天起才有人作证`}</Box>}
      <Box className="no-print">
        <Link end="right" onTap={onOpen}>
          看证明
        </Link>
      </Box>
      <PaperProof proven={proven} />
    </Note>
  );
}
