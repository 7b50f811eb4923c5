import sanitizeHtml from 'sanitize-html';
import type { NoticeText } from '#shared/notice/notice';
import { fail, ok, type Result } from '#shared/result';

const TAGS = [
  ...['h3', 'p', 'strong', 'em', 'u', 'ol', 'ul', 'li', 'br', 'a'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/** Where a link of a notice may lead: the schemes alone would let relative addresses through. */
const LEADS = /^(?:https:|tel:)/;

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: { a: ['href'] },
  allowedSchemes: ['https', 'tel'],
  allowProtocolRelative: false,
  nestingLimit: 12,
  // What word processors write for the same things.
  transformTags: { b: 'strong', i: 'em', h1: 'h3', h2: 'h3', h4: 'h3' },
  // A link that leads nowhere, or to a place beside this page, is only its words.
  exclusiveFilter: ({ tag, attribs }) =>
    tag === 'a' && !LEADS.test(attribs['href'] ?? '') ? 'excludeTag' : false,
};

/** In UTF-8, so that a notice's document stays below 64 KB and its source below 32 KB. */
const MOST_BYTES = 30_000;

/** Rich text with nothing in it but the tags of the house, and links to https and telephones. */
export function sanitise(html: string): string {
  return sanitizeHtml(html, OPTIONS).trim();
}

/** An office's text as it is stored; refused when nothing readable is left of it, or too much. */
export function sanitised(text: NoticeText): Result<NoticeText> {
  const html = sanitise(text.html);
  const words = html.replace(/<[^>]*>/g, '').replace(/&nbsp;|[\s\u200B-\u200D\u2060\uFEFF]/g, '');
  if (words === '') return fail('notice-empty');
  return Buffer.byteLength(html) > MOST_BYTES ? fail('notice-too-long') : ok({ ...text, html });
}
