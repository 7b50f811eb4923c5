import { type ReactNode, useState } from 'react';
import type { Timetable } from '#shared/election/contract';
import { Link } from '../../components/button';
import { Note } from '../../components/note';
import { saveCalendar } from './calendar';

/** Saves the timetable for the calendar of one's own device. save-to-calendar.weapp.tsx is the other half. */
export function SaveToCalendar({ table, name }: { table: Timetable; name: string }): ReactNode {
  const [failed, setFailed] = useState(false);
  const run = () => {
    setFailed(false);
    saveCalendar(table, name).catch(() => setFailed(true));
  };
  return (
    <>
      <Link icon="save" onTap={run}>
        存到日历
      </Link>
      {failed ? (
        <Note icon="bad" tone="red" title="没有存到日历">
          时间表还在这里，没有动。请换个有网的地方再点一次。
        </Note>
      ) : null}
    </>
  );
}
