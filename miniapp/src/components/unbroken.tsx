import type { ReactNode } from 'react';
import { Words } from './native';

/** 11月26日, （星期四）, 第4号, 0000-628 0110, 3 天, 15 个工作日, and a middle dot after its word: one thing to the eye. */
const WHOLE =
  /(\d+月\d+日|第\d+号·?|[\u4e00-\u9fff]·|（星期.）|\d{3,4}-[\d ]*\d|[\d:]+ (?:个工作日|[\u4e00-\u9fff]))/;

/** Words whose dates, telephone numbers and counts stay on one line; anything but a string passes as it is. */
export function unbroken(words: ReactNode): ReactNode {
  if (typeof words !== 'string') return words;
  const parts = words.split(WHOLE);
  if (parts.length === 1) return words;
  // Every second part is one of the things to keep whole; their order is their identity.
  return parts.map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      <Words key={`part-${i}`} className="nw">
        {part}
      </Words>
    ),
  );
}
