import type { ReactNode } from 'react';
import type { AreaCode } from '#shared/area/code';
import { readTimetable } from '#shared/election/contract';
import { sayDate } from '#shared/time';
import { Note } from '../../components/note';
import { useRead } from '../../platform/read';

/** Stands on every page of recommending: this is advice, and the vote is somewhere else. */
export function NotAVote({ area }: { area: AreaCode }): ReactNode {
  const { reading } = useRead(readTimetable, { params: { area } });
  const day = reading.kind === 'ready' ? reading.value.electionDay : undefined;
  return (
    <Note icon="bad" tone="off">
      {`推荐不是投票。${day ? `投票在${sayDate(day)}，` : '投票那天'}到投票站用选票投。`}
    </Note>
  );
}
