import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Words } from './native';

export type Tone = 'plain' | 'done' | 'due' | 'red' | 'sun' | 'act';

/** An icon and a word; the colour comes last. */
export function Pill({
  icon,
  tone = 'plain',
  children,
}: {
  icon: IconName;
  tone?: Tone;
  children: ReactNode;
}): ReactNode {
  return (
    <Box className={classes('pill', tone !== 'plain' && tone)}>
      <Icon name={icon} />
      <Words>{children}</Words>
    </Box>
  );
}

/** Pills side by side. */
export function Pills({ children }: { children: ReactNode }): ReactNode {
  return <Box className="pills">{children}</Box>;
}

/** The words of a date that comes: 今天截止, 还剩 3 天, 超期 2 天; `days` from today to the last day. */
export function daysLeft(days: number, unit: '天' | '个工作日' = '天'): string {
  if (days < 0) return `超期 ${-days} ${unit}`;
  if (days === 0) return '今天截止';
  return days > 3 ? `还有 ${days} ${unit}` : `还剩 ${days} ${unit}`;
}

/** A due date as a chip: grey when far, brown within 3 days, red when over. */
export function DueChip({
  days,
  unit,
  what,
}: {
  days: number;
  unit?: '天' | '个工作日';
  what?: string;
}): ReactNode {
  const tone: Tone = days < 0 ? 'red' : days <= 3 ? 'due' : 'plain';
  const icon: IconName = days < 0 ? 'bad' : days <= 3 ? 'clock' : 'wait';
  const words = daysLeft(days, unit);
  return (
    <Pill icon={icon} tone={tone}>
      {what ? `${what}：${words}` : words}
    </Pill>
  );
}
