import type { ReactNode } from 'react';
import type { DueWire } from '#shared/tip/served';
import { DueChip } from '../components/pill';

/** The days left of a legal clock; a working-day clock always says so. */
export function LeftChip({ due }: { due: DueWire }): ReactNode {
  return <DueChip days={due.left} unit={due.unit === 'working' ? '个工作日' : '天'} />;
}
