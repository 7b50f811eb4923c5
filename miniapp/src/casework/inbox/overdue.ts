import { useCallback, useEffect, useState } from 'react';
import { type Office, officeFrom, officeText, sameOffice } from '#shared/directory/office';
import { escalationOf } from '#shared/directory/standing';
import { inbox, type InboxLine } from '#shared/tip/contract';
import { fetchDirectory } from '../../platform/directory';
import type { Reading } from '../../platform/read';
import { type Outcome, send } from '../../platform/request';

/** Cases that the offices below did not decide in time, and which this office may now open. */
async function fetchOverdue(own: Office): Promise<Outcome<{ lines: InboxLine[]; next?: string }>> {
  const directory = await fetchDirectory();
  if (!directory.ok) return directory;
  const lines: InboxLine[] = [];
  for (const { office } of directory.value.entries) {
    if (!sameOffice(escalationOf(office), own)) continue;
    const answer = await send(inbox, { params: office, query: {} });
    if (!answer.ok) return answer;
    lines.push(...answer.value.lines);
  }
  return { ok: true, value: { lines } };
}

/** Reads them for a page; `undefined` waits. */
export function useOverdue(own: Office | undefined): {
  reading: Reading<{ lines: InboxLine[]; next?: string }>;
  again: () => void;
} {
  const [reading, setReading] = useState<Reading<{ lines: InboxLine[]; next?: string }>>({ kind: 'loading' });
  const key = own && officeText(own);
  const again = useCallback(() => {
    const office = officeFrom(key);
    if (!office) return;
    void fetchOverdue(office).then((outcome) =>
      setReading(
        outcome.ok ? { kind: 'ready', value: outcome.value } : { kind: 'failed', problem: outcome.problem },
      ),
    );
  }, [key]);
  useEffect(again, [again]);
  return { reading, again };
}
