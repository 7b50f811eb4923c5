import type { ReactNode } from 'react';
import type { Timetable } from '#shared/election/contract';

/** A mini-program saves no files for other programs. */
export const SaveToCalendar: (props: { table: Timetable; name: string }) => ReactNode = () => null;
