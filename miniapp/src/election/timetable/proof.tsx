import type { ReactNode } from 'react';
import type { PublishedTimetable } from '#shared/election/contract';
import { timetableContent } from '#shared/election/logged';
import { ProofLine } from '../../components/proof-line';

/** Since when the timetable stands unchanged; on paper with its code. */
export function TimetableProof({ table: { logged, ...table } }: { table: PublishedTimetable }): ReactNode {
  return (
    <ProofLine
      what="时间表"
      leaf={logged.leaf}
      shown={() => ({ ...timetableContent(table), nonce: logged.nonce })}
    />
  );
}
