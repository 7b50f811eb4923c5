import { type ClipboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../../components/icon';
import { unbrokenHtml } from '../../../components/unbroken-html';
import { cleanHtml, paragraphs } from './clean';

/** What the bar above the text does, by the browser's own editing commands. */
const TOOLS = [
  { word: '小标题', title: '把这一段变成小标题，再按一次变回来', run: () => toggleHeading() },
  { word: '加粗', title: '加粗选中的字', run: () => edit('bold') },
  { word: '1. 编号', title: '把选中的几段编上号', run: () => edit('insertOrderedList') },
  { word: '• 分条', title: '把选中的几段分成条', run: () => edit('insertUnorderedList') },
] as const;

function edit(command: string, value?: string): void {
  // Deprecated without a successor: it is what every browser's undo understands.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand(command, false, value);
}

function toggleHeading(): void {
  // As above.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isHeading = document.queryCommandValue('formatBlock').toLowerCase() === 'h3';
  edit('formatBlock', isHeading ? 'p' : 'h3');
}

function paste(e: ClipboardEvent): void {
  e.preventDefault();
  const html = e.clipboardData.getData('text/html');
  const box = new DOMParser().parseFromString(html, 'text/html').body;
  const clean = html === '' ? paragraphs(e.clipboardData.getData('text/plain')) : cleanHtml(box);
  edit('insertHTML', clean);
}

interface Props {
  /** What it begins with; later changes come from the keyboard alone. */
  html: string;
  onChange: (html: string) => void;
  wrong: string | undefined;
}

/** Where the text of a notice is written: headings, bold, lists; tables can be pasted. */
export function Writing({ html, onChange, wrong }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const first = useRef(html);
  useEffect(() => {
    edit('defaultParagraphSeparator', 'p');
    // What is written goes through `cleanHtml`, which leaves no span.
    if (box.current) box.current.innerHTML = unbrokenHtml(first.current, '<span class="nw">');
  }, []);
  return (
    <>
      <div className="write-bar" role="toolbar" aria-label="排版">
        {TOOLS.map(({ word, title, run }) => (
          <button
            key={word}
            type="button"
            className="tap chip"
            title={title}
            // The selection stays where it is.
            onMouseDown={(e) => e.preventDefault()}
            onClick={run}
          >
            {word}
          </button>
        ))}
      </div>
      <div
        ref={box}
        className="write-box rich"
        contentEditable
        suppressContentEditableWarning
        role="textbox"
        aria-multiline
        aria-label="正文"
        aria-invalid={wrong !== undefined}
        data-empty={html === '' ? '从这里写正文，也可以从 Word 里粘贴' : undefined}
        onInput={(e) => onChange(cleanHtml(e.currentTarget))}
        onPaste={paste}
      />
      {wrong === undefined ? null : (
        <div className="err" role="alert">
          <Icon name="bad" size="small" />
          <span>{wrong}</span>
        </div>
      )}
    </>
  );
}
