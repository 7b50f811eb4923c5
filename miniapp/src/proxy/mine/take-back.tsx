import { type ReactNode, useState } from 'react';
import type { Id } from '#shared/ids';
import type { LegalDate } from '#shared/time';
import { addDays, dateOfDay, sayDate } from '#shared/time';
import { Row } from '../../components/row';
import { today } from '../../platform/clock';
import type { Acting } from './use-acting';

/** Ends a proxy by one of the two it binds; asked once more, and until the day before the election. */
export function TakeBack({
  id,
  electionDay,
  name,
  sure,
  news,
  acting: { busy, withdraw },
}: {
  id: Id;
  electionDay: LegalDate;
  name: string;
  /** The second row, which does it, and what follows. */
  sure: string;
  news: string;
  acting: Acting;
}): ReactNode {
  const [asked, setAsked] = useState(false);
  if (dateOfDay(today()) >= electionDay) return null;
  return (
    <>
      <Row
        icon="leave"
        name={name}
        news={`${sayDate(addDays(electionDay, -1))}（含当天）前可以`}
        end={asked ? 'up' : 'down'}
        onTap={() => setAsked(!asked)}
      />
      {asked ? (
        <Row
          icon="x"
          name={busy ? '正在送' : sure}
          news={news}
          {...(busy ? {} : { onTap: () => withdraw(id) })}
        />
      ) : null}
    </>
  );
}
