import { type ReactNode, useState } from 'react';
import { Reason } from '#shared/notice/notice';
import { dayOfDate, startOfDay } from '#shared/time';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Field } from '../../../components/field';
import { Box, Para } from '../../../components/native';
import { Note } from '../../../components/note';
import { WhatNext } from '../../../components/steps';
import { now } from '../../../platform/clock';
import type { Problem } from '../../../platform/request';

interface Props {
  busy: boolean;
  problem: Problem | undefined;
  onClose: () => void;
}

function Wrong({ problem }: { problem: Problem | undefined }): ReactNode {
  return problem ? (
    <Note icon="bad" tone="red" title="没有办成" inset>
      {problem.title}
    </Note>
  ) : null;
}

/** What happens once people see it: the same sentences beside the text and in the question before. */
export function afterPublishing(place: string): string[] {
  return [
    `手机上马上看到：${place}的人打开公告就有。`,
    '公布以后删不掉。写错了可以更正，不作数了可以撤回，两样都要写原因，原来的大家还看得到。',
    '请打印出来，贴在公告栏和每个小组。墙上的先贴，手机上的是再说一遍。',
  ];
}

/** Before a notice is published now. */
export function PublishDialog({
  place,
  title,
  onPublish,
  ...rest
}: Props & { place: string; title: string; onPublish: () => void }): ReactNode {
  return (
    <Dialog
      title={`公布“${title}”`}
      onClose={rest.onClose}
      buttons={
        <>
          <Button kind="second" onTap={rest.onClose}>
            再看看
          </Button>
          <Button off={rest.busy} onTap={onPublish}>
            现在公布
          </Button>
        </>
      }
    >
      <WhatNext lines={afterPublishing(place)} />
      <Wrong problem={rest.problem} />
    </Dialog>
  );
}

const HOUR = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/;

/** The moment of a day and an hour in China; undefined when one of them is not yet right. */
function momentOf(day: string, hour: string): number | undefined {
  const parts = HOUR.exec(hour.trim());
  if (!parts || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  return startOfDay(dayOfDate(day)) + Number(parts[1]) * 3600 + Number(parts[2]) * 60;
}

/** When a notice shall be published by itself. */
export function ScheduleDialog({
  onSchedule,
  ...rest
}: Props & { onSchedule: (publishAt: number) => void }): ReactNode {
  const [day, setDay] = useState('');
  const [hour, setHour] = useState('8:00');
  const [wrong, setWrong] = useState<string>();
  const set = (): void => {
    const at = momentOf(day, hour);
    if (at === undefined) setWrong('选一天，再写几点，像 8:00');
    else if (at <= now()) setWrong('这个时间已经过了，选一个今后的时间');
    else onSchedule(at);
  };
  return (
    <Dialog
      title="定时公布"
      onClose={rest.onClose}
      buttons={
        <>
          <Button kind="second" onTap={rest.onClose}>
            先不定
          </Button>
          <Button off={rest.busy} onTap={set}>
            定下来
          </Button>
        </>
      }
    >
      <Box className="row top write-when">
        <Box className="grow">
          <Field kind="date" label="哪天" value={day} onInput={setDay} error={wrong} />
        </Box>
        <Box className="grow">
          <Field label="几点" value={hour} onInput={setHour} />
        </Box>
      </Box>
      <Para className="mt12">到时间自己公布，不用守着。之前随时可以改回草稿，谁也看不到。</Para>
      <Wrong problem={rest.problem} />
    </Dialog>
  );
}

const ASKS = {
  correct: {
    title: '公布更正',
    label: '更正原因',
    hint: '写在公告上，大家看得到，像：漏登一人，已经补上',
    go: '公布更正',
    after: '马上变成新的一版。原来的那一版还看得到，标明已经更正。',
  },
  withdraw: {
    title: '撤回这份公告',
    label: '撤回原因',
    hint: '写在公告上，大家看得到，像：名单须重新核对',
    go: '撤回',
    after: '公告留在列表里，标明已撤回和原因，原文还看得到。撤回以后不能再改，要发就另写一份。',
  },
  erase: {
    title: '删除这份公告的内容',
    label: '删除原因',
    hint: '写在公告上，大家看得到，不要写出删掉的内容，像：含有公民个人信息',
    go: '删除内容',
    after:
      '每一版的标题、正文和附件都会删掉，谁也找不回来。只有内容违法，或者有个人信息才能删；写错了请更正，不作数了请撤回。公开日志里的凭据还在，看得出这里公布过东西。',
  },
} as const;

/** Why a notice is corrected or withdrawn: people read it. */
export function ReasonDialog({
  act,
  onReason,
  ...rest
}: Props & { act: keyof typeof ASKS; onReason: (reason: string) => void }): ReactNode {
  const { title, label, hint, go, after } = ASKS[act];
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const done = (): void => {
    const read = Reason.safeParse(reason);
    setWrong(read.success ? undefined : '写清原因，4 到 200 个字');
    if (read.success) onReason(read.data);
  };
  return (
    <Dialog
      title={title}
      onClose={rest.onClose}
      buttons={
        <>
          <Button kind="second" onTap={rest.onClose}>
            先不
          </Button>
          <Button kind={act === 'correct' ? 'first' : 'danger'} off={rest.busy} onTap={done}>
            {go}
          </Button>
        </>
      }
    >
      <Field area rows={3} label={label} hint={hint} value={reason} onInput={setReason} error={wrong} />
      <Para className="mt12">{after}</Para>
      <Wrong problem={rest.problem} />
    </Dialog>
  );
}
