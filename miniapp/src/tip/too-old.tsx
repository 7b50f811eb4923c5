import type { ReactNode } from 'react';
import { back } from '../platform/navigate';
import { OtherWays } from './reach';

/** A phone that cannot seal sends nothing unsealed instead: it says where else to go. */
export function TooOld(): ReactNode {
  return (
    <OtherWays
      why="这部手机的系统太旧，没法在手机上加锁，所以不能从这里写。换一部手机，或者打 12388。"
      onBack={back}
    />
  );
}
