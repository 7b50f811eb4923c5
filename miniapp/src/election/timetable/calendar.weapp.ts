import type { Timetable } from '#shared/election/contract';

/** A mini-program saves no files for other programs. */
export const saveCalendar: ((table: Timetable, name: string) => Promise<void>) | undefined = undefined;
