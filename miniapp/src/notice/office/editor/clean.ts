// Whatever a browser or a word processor leaves in an editable box, as the clean html of notices. The server
// sanitises again; this is so that what is seen while writing is what will be published.

const INLINE: Readonly<Record<string, string>> = { B: 'strong', STRONG: 'strong', I: 'em', EM: 'em', U: 'u' };
const HEADINGS = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'];
const LISTS: Readonly<Record<string, string>> = { UL: 'ul', OL: 'ol' };
const NOTHING = ['STYLE', 'SCRIPT', 'META', 'LINK', 'TITLE', 'HEAD', 'TEMPLATE', 'IFRAME', 'OBJECT'];

/** Text as html. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The clean html of what lies in a box: headings, paragraphs, lists, tables. */
export function cleanHtml(box: Node): string {
  const blocks: string[] = [];
  let line = '';
  const endLine = (tag = 'p') => {
    const words = line.replace(/^(?:<br \/>|\s|\u00a0)+|(?:<br \/>|\s|\u00a0)+$/g, '');
    if (wordsIn(words) !== '') blocks.push(`<${tag}>${words}</${tag}>`);
    line = '';
  };
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (!(child instanceof Element)) line += inline(child);
      else if (NOTHING.includes(child.tagName)) continue;
      else if (HEADINGS.includes(child.tagName)) {
        endLine();
        line = inlineIn(child);
        endLine('h3');
      } else if (isBlock(child)) {
        endLine();
        const made = list(child) ?? table(child);
        if (made === undefined) walk(child);
        else if (made !== '') blocks.push(made);
        endLine();
      } else line += inline(child);
    }
  };
  walk(box);
  endLine();
  return blocks.join('');
}

/** Lines of plain text as paragraphs. */
export function paragraphs(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.flatMap((line) => (line === '' ? [] : [`<p>${escapeHtml(line)}</p>`])).join('');
}

function wordsIn(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/[\s\u00a0\u200b\ufeff]/g, '');
}

const BLOCKS = ['P', 'DIV', 'SECTION', 'ARTICLE', 'BLOCKQUOTE', 'CENTER', 'TABLE', 'UL', 'OL', 'LI', 'PRE'];

function isBlock(element: Element): boolean {
  return BLOCKS.includes(element.tagName) || element.querySelector(BLOCKS.join()) !== null;
}

function inlineIn(node: Node): string {
  return [...node.childNodes].map(inline).join('');
}

function inline(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return escapeHtml((node.textContent ?? '').replace(/\s*\n\s*/g, ' '));
  if (!(node instanceof Element) || NOTHING.includes(node.tagName)) return '';
  if (node.tagName === 'BR') return '<br />';
  const words = inlineIn(node);
  const tag = INLINE[node.tagName];
  if (tag) return wordsIn(words) === '' ? words : `<${tag}>${words}</${tag}>`;
  const href = node.tagName === 'A' ? (node.getAttribute('href') ?? '') : '';
  if (!/^(?:https:|tel:)/.test(href)) return words;
  return `<a href="${escapeHtml(href).replace(/"/g, '&quot;')}">${words}</a>`;
}

function list(element: Element): string | undefined {
  const tag = LISTS[element.tagName];
  if (!tag) return undefined;
  const items = [...element.querySelectorAll('li')].map((item) => inlineIn(item).trim());
  const kept = items.filter((item) => wordsIn(item) !== '').map((item) => `<li>${item}</li>`);
  return kept.length === 0 ? '' : `<${tag}>${kept.join('')}</${tag}>`;
}

function table(element: Element): string | undefined {
  if (!(element instanceof HTMLTableElement)) return undefined;
  const rows = [...element.rows].map((row) => {
    const cells = [...row.cells].map((cell) => {
      const tag = cell.tagName === 'TH' ? 'th' : 'td';
      return `<${tag}>${inlineIn(cell).trim()}</${tag}>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return wordsIn(rows.join('')) === '' ? '' : `<table><tbody>${rows.join('')}</tbody></table>`;
}
