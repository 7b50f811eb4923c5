import type { DemoOfficer } from './people';
import type { AreaCode } from '#shared/area/code';
import type { NoticeText } from '#shared/notice/notice';

/** A notice of the demo: who publishes it when, and what happens to it later. */
export interface DemoNotice {
  /** Names it for good: its id follows from it. */
  key: string;
  area: AreaCode;
  by: DemoOfficer;
  /** Seconds since 1970: when it was published or, with `publishAt`, scheduled. */
  at: number;
  publishAt?: number;
  text: NoticeText;
  later?: NoticeChange;
  /** Whether the paper form is attached. */
  form?: true;
}

export type NoticeChange = { at: number; reason: string } & (
  | { kind: 'correct'; text: NoticeText }
  | { kind: 'withdraw' }
);

export const p = (...sentences: readonly string[]): string => `<p>${sentences.join('')}</p>`;
export const h3 = (words: string): string => `<h3>${words}</h3>`;
export const strong = (words: string): string => `<strong>${words}</strong>`;
export const list = (...items: readonly string[]): string =>
  `<ol>${items.map((item) => `<li>${item}</li>`).join('')}</ol>`;

/** A table with a head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => line(row, 'td')).join('');
  return `<table><thead>${line(head, 'th')}</thead><tbody>${body}</tbody></table>`;
}

/** A public notice's body with what every one ends with: 特此公告, issuer, day. */
export function announced(issuer: string, day: string, ...parts: readonly string[]): string {
  return [...parts, p('特此公告。'), p(strong(issuer)), p(day)].join('');
}
