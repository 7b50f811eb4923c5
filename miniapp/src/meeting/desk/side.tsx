import type { ReactNode } from 'react';
import { type Minutes, readMinutes } from '#shared/meeting/contract';
import type { Listed } from '#shared/meeting/named';
import { unsignable } from '#shared/meeting/rules';
import { dateOfDay, sayDate } from '#shared/time';
import { Button, Link } from '../../components/button';
import { KeyValue } from '../../components/desk';
import { Doubts } from '../../components/doubts';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NotDone } from '../../components/states';
import { today } from '../../platform/clock';
import { go } from '../../platform/navigate';
import { useRead } from '../../platform/read';
import { Reckoned } from './reckoned';
import { useMinutes } from './use-minutes';

interface Props {
  minutes: Minutes;
  /** The roll that stands, once it is read. */
  listed: readonly Listed[] | undefined;
  /** Whether the person may write, and not only read. */
  mayWrite: boolean;
  onWritten: (minutes: Minutes) => void;
  onEdit: () => void;
}

/** One meeting: what it came to, and what may still be done with its minutes. */
export function MinutesSide({ minutes, listed, mayWrite, onWritten, onEdit }: Props): ReactNode {
  const { text, area, id } = minutes;
  const { kind, day, from, to, place, chair, recorder, due, present, women, sheet } = text;
  return (
    <>
      <Heading level={2} className="t2">
        {text.group === '' ? kind : `${text.group}·${kind}`}
      </Heading>
      <KeyValue name="时间">{`${sayDate(day)} ${from}—${to}`}</KeyValue>
      <KeyValue name="地点">{place}</KeyValue>
      <KeyValue name="到会">{`应到 ${due}，实到 ${present}，其中女 ${women}`}</KeyValue>
      <KeyValue name="主持">{chair || '还没有写'}</KeyValue>
      <KeyValue name="记录">{recorder || '还没有写'}</KeyValue>
      <KeyValue name="签到表">{sheet || '还没有写'}</KeyValue>
      <Reckoned held={minutes} />
      <Doubts held={minutes} listed={listed} />
      {minutes.state === 'draft' ? null : <Kept minutes={minutes} />}
      {mayWrite ? <Acts {...{ minutes, onWritten, onEdit }} /> : null}
      <Box className="mt8">
        <Link icon="print" onTap={() => go('meeting/print/index', { area, id })}>
          打印会议记录和空白签到表
        </Link>
      </Box>
    </>
  );
}

const BY = { town: '镇里代村里录入', county: '县里代村里录入' } as const;

/** Since when it stands, and what stood before. */
function Kept({ minutes }: { minutes: Exclude<Minutes, { state: 'draft' }> }): ReactNode {
  const { area, id } = minutes;
  const isCorrected = minutes.state === 'corrected';
  const { reading } = useRead(readMinutes, isCorrected ? { params: { area, id } } : undefined);
  const earlier = reading.kind === 'ready' ? reading.value.earlier : [];
  return (
    <>
      <KeyValue name="签名">{sayDate(minutes.signedOn)}</KeyValue>
      {minutes.by ? <KeyValue name="谁录的">{BY[minutes.by]}</KeyValue> : null}
      {minutes.state === 'corrected' ? (
        <Note icon="warn" tone="due" title={`更正过，现在是第 ${minutes.version} 版`}>
          <Para>{`${sayDate(minutes.correctedOn)}更正：${minutes.reason}`}</Para>
          <Para>时间表上用过这份记录的，请核对那一步还站不站得住。</Para>
        </Note>
      ) : null}
      {earlier.map((old) =>
        old.state === 'draft' ? null : (
          <KeyValue key={old.version} name={`第 ${old.version} 版`}>
            {`实到 ${old.text.present}，${old.text.items.length} 项${old.state === 'corrected' ? `，${old.reason}` : ''}`}
          </KeyValue>
        ),
      )}
    </>
  );
}

function Acts({ minutes, onWritten, onEdit }: Pick<Props, 'minutes' | 'onWritten' | 'onEdit'>): ReactNode {
  const { problem, busy, sign } = useMinutes(minutes.area, onWritten);
  if (minutes.state !== 'draft') {
    return (
      <Box className="mt12">
        <Button kind="second" icon="pen" onTap={onEdit}>
          更正
        </Button>
        <Para className="then">签过名的不能改。写错了就更正，原来的会留着。</Para>
      </Box>
    );
  }
  const missing = unsignable(minutes.text, dateOfDay(today()));
  return (
    <Box className="mt12">
      <NotDone title="没有签" problem={problem} />
      <Box className="row">
        <Button off={busy || missing.length > 0} onTap={() => void sign(minutes)}>
          签名定稿
        </Button>
        <Button kind="second" icon="pen" onTap={onEdit}>
          接着写
        </Button>
      </Box>
      <Para className="then">
        {missing.length > 0
          ? `还差：${missing.map(({ message }) => message).join('；')}。`
          : '主持人和记录人在纸上签了名再点。签名以后不能改，只能更正。'}
      </Para>
    </Box>
  );
}
