import { useCallback, useEffect, useState } from 'react';
import { type Office, officeFrom, officeText } from '#shared/directory/office';
import { isNear } from '#shared/tip/clocks';
import { inbox, type InboxLine } from '#shared/tip/contract';
import { useShown } from './navigate';
import { send } from './request';

/** How many letters are near their last day or past it; empty where none is. `more`: some were not fetched yet. */
export function soonWords(lines: readonly Pick<InboxLine, 'due'>[], more: boolean): string {
  const over = lines.filter(({ due }) => due !== undefined && due.left < 0).length;
  const near = lines.filter(({ due }) => isNear(due)).length;
  const plus = more ? '以上' : '';
  const parts = [over > 0 && `${over} 封${plus}已超期`, near > 0 && `${near} 封${plus}快到期`];
  return parts.filter(Boolean).join('，');
}

/**
 * The same of an office's inbox, read whenever the page is shown: by last day, so that a page of each queue tells it.
 * Nothing while it is not known; nobody is sent a message of it.
 */
export function useSoonWords(office: Office | undefined): string {
  const [words, setWords] = useState('');
  const key = office && officeText(office);
  const read = useCallback(async (): Promise<void> => {
    const params = officeFrom(key);
    if (!params) return;
    const lines: InboxLine[] = [];
    let more = false;
    for (const bucket of ['verified', 'other'] as const) {
      const answer = await send(inbox, { params, query: { bucket } });
      if (!answer.ok) return;
      const page = answer.value.lines;
      lines.push(...page);
      // Where the last line of a page is far off, nothing near lies behind it.
      const last = page[page.length - 1]?.due;
      more ||= answer.value.next !== undefined && (isNear(last) || (last?.left ?? 0) < 0);
    }
    setWords(soonWords(lines, more));
  }, [key]);
  useEffect(() => void read(), [read]);
  useShown(() => void read());
  return words;
}
