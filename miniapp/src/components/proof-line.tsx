import { type ReactNode, useEffect, useRef, useState } from 'react';
import { wallClock } from '#shared/time';
import type { Shown } from '#shared/transparency/log-content';
import type { ProvenLeaf } from '#shared/transparency/proof';
import { now } from '../platform/clock';
import { go } from '../platform/navigate';
import { online } from '../platform/network';
import { type Standing, standingOf } from '../platform/public-log';
import { Link } from './button';
import { Box } from './native';
import { Note } from './note';
import { PaperProof } from './paper-proof';
import { AskByPhone } from './states';
import { unbroken } from './unbroken';

/** `2026年11月20日`, where people compare days and years apart. */
function sayDay(seconds: number): string {
  const { year, month, day } = wallClock(seconds);
  return `${year}年${month}月${day}日`;
}

/**
 * How a leaf stands, asked again when the network is back and, while the log has not answered for it, half a minute
 * after each answer. It is the standing of exactly what is shown: of other words under the same leaf nothing is known yet.
 */
export function useStanding(leaf: string, shown?: () => Shown): Standing {
  const key = leaf + JSON.stringify(shown?.());
  const [state, setState] = useState<{ key: string; standing: Standing }>();
  const asked = useRef(shown);
  useEffect(() => {
    asked.current = shown;
  });
  const standing = state?.key === key ? state.standing : CHECKING;
  useEffect(() => {
    let question = 0;
    let silences = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (next: Standing): void => {
      silences = next.kind === 'unanswered' ? silences + 1 : 0;
      const isLasting = silences >= MOST_SILENCES;
      setState({ key, standing: next.kind === 'unanswered' ? { kind: next.kind, isLasting } : next });
      if (OPEN.includes(next.kind)) timer = setTimeout(ask, AGAIN_MS);
    };
    const ask = (): void => {
      clearTimeout(timer);
      question += 1;
      const own = question;
      void standingOf(leaf, asked.current).then((next) => {
        if (own === question) hear(next);
      });
    };
    ask();
    const back = online.subscribe(() => online.get() && ask());
    return () => {
      question = 0;
      clearTimeout(timer);
      back();
    };
  }, [leaf, key]);
  return standing;
}
const CHECKING: Standing = { kind: 'checking' };
/** What may yet be answered otherwise. */
const OPEN: readonly Standing['kind'][] = ['waiting', 'unanswered', 'offline'];
const AGAIN_MS = 30_000;
/** A log that leaves so many questions in a row unanswered is not merely slow. */
const MOST_SILENCES = 3;

interface Props {
  /** `公告`, `时间表`: what does not fit its proof. */
  what: string;
  /** `撤回记录`: where it is not the document itself that is proved. */
  part?: string | undefined;
  leaf: string;
  shown: () => Shown;
  /** When it was published, by its own word (seconds). */
  since?: number | undefined;
}

/** The proof of what a page shows, in one plain line; the rest on tap. */
export function ProofLine({ what, part, leaf, shown, since }: Props): ReactNode {
  const standing = useStanding(leaf, shown);
  const open = (): void => go('transparency/proof/index', { leaf });
  const lead = part ? `${part}，` : '';
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
        <Waiting lead={lead} hours={(now() - Math.min(since ?? standing.since, standing.since)) / HOUR} />
      );
    case 'offline':
      return (
        <Note icon="offline" tone="off" title={`${lead}没有网，还没核对`}>
          有网时会自己再核对一次。
        </Note>
      );
    case 'unanswered':
      return <Unanswered lead={lead} isLasting={standing.isLasting ?? false} />;
    case 'outdated':
      return (
        <Note icon="warn" tone="due" title={`${lead}没有核对成：证明上没有这个程序认得的见证方`}>
          <Box>{OUTDATED}</Box>
          <AskByPhone lead="更新了还这样" />
        </Note>
      );
    case 'unable':
      return (
        <Note icon="proof" tone="off" title="这部手机不能核对，请换一部新一点的手机，或看村里张贴的公告" />
      );
    case 'checking':
      return <Box className="wait" />;
  }
}
const HOUR = 3600;

/** The log is silent, though there is a network, or its answer was cut short on its way. */
export const UNANSWERED = '没有核对成：公开日志没有答复，或者没有答全';

/** One silence is no alarm; a lasting one is looked into. */
function Unanswered({ lead, isLasting }: { lead: string; isLasting: boolean }): ReactNode {
  return (
    <Note icon={isLasting ? 'warn' : 'clock'} tone={isLasting ? 'due' : 'off'} title={`${lead}${UNANSWERED}`}>
      <Box>过一会儿会自己再问。一直这样，先看村里张贴的纸质公告，再打电话问清楚。</Box>
      <AskByPhone lead="问村民选举委员会" />
    </Note>
  );
}

/** What to do where an app is older than the log's witnesses. */
export const OUTDATED = '多半是程序旧了。请关掉小程序再打开，或刷新网页。';

/** Not in the log: after an hour nobody may take that for the two minutes it needs. */
function Waiting({ lead, hours }: { lead: string; hours: number }): ReactNode {
  if (hours < 1) {
    return (
      <Note icon="clock" tone="off" title={`${lead}正在存入公开日志`}>
        存好以后，这里写明从哪一天起没有改过，一般要两分钟。
      </Note>
    );
  }
  const passed = hours < 48 ? `${Math.floor(hours)} 小时` : `${Math.floor(hours / 24)} 天`;
  return (
    <Note icon="warn" tone="due" title={`${lead}过了 ${passed}，还没有存入公开日志`}>
      <Box>一般两分钟就存好。没有存进去，就没有人能证明它后来没改过。请打电话问清楚。</Box>
      <AskByPhone lead="问村民选举委员会" />
    </Note>
  );
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
  const isLate = said !== day && checkpoint.seen - leaf.time > HOUR;
  return (
    <Note
      icon="proof"
      tone="done"
      title={isErased ? `${day}已公布，内容后来删除` : `${part ? `${part}，` : ''}${day}起未改动`}
    >
      <Box>{`${part ? '' : `第 ${leaf.version} 版，`}公开日志第 ${index + 1} 条`}</Box>
      {isLate ? (
        <Box>{unbroken(`发布单位写的是${said}。见证单位到${day}才看到，只能保证从这天起没有改过。`)}</Box>
      ) : null}
      <Box className="no-print">
        <Link end="right" onTap={onOpen}>
          看证明
        </Link>
      </Box>
      <PaperProof proven={proven} />
    </Note>
  );
}
