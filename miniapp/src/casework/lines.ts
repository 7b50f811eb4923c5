import { useCallback, useEffect, useRef, useState } from 'react';
import { type Office, officeFrom, officeText } from '#shared/directory/office';
import { useShown } from '../platform/navigate';
import { online } from '../platform/network';
import type { Reading } from '../platform/read';
import { type InboxLines, InboxReader, MOST_PAGES, type Source } from './walk';

/** An inbox as a page has it. */
export interface Lines {
  reading: Reading<InboxLines>;
  again: () => void;
  /** Fetches what is left. */
  goOn: () => void;
}

const LOADING: Reading<InboxLines> = { kind: 'loading' };

/**
 * Reads an office's inbox for a page, `most` pages in one go; again whenever the page is shown and when the network is
 * back. `undefined` waits.
 */
export function useLines(own: Office | undefined, source: Source, most = MOST_PAGES): Lines {
  const [reading, setReading] = useState(LOADING);
  const reader = useRef<InboxReader>(undefined);
  const key = own && officeText(own);
  useEffect(() => {
    const office = officeFrom(key);
    if (!office) return undefined;
    const mine = new InboxReader(office, source, most, setReading);
    reader.current = mine;
    void mine.again();
    return () => mine.stop();
  }, [key, source, most]);
  const again = useCallback(() => void reader.current?.again(), []);
  const goOn = useCallback(() => void reader.current?.goOn(), []);
  useShown(again);
  useEffect(() => online.subscribe(() => online.get() && again()), [again]);
  return { reading, again, goOn };
}
