import { type RefObject, useEffect } from 'react';

/**
 * Keys of the whole page: `/` goes to the search, Esc asks for nothing any more, ↑ ↓ and Enter lead from the search or
 * from nowhere to the letters, where the table's own keys take over. Answers a mark to put anywhere in the page.
 */
export function useInboxKeys(mark: RefObject<HTMLElement | null>, onEscape: () => void): void {
  useEffect(() => {
    const press = (e: KeyboardEvent): void => {
      const page = mark.current?.closest<HTMLElement>('.page');
      // The page may lie under another one, and a dialog may stand over it.
      if (!page || page.closest('.taro_page_shade') || !isHere(page, e.target) || isChord(e)) return;
      const search = page.querySelector<HTMLInputElement>('input[type="search"]');
      const target = e.target === search ? 'search' : e.target === document.body ? 'nowhere' : 'part';
      const act = actOf(e.key, target);
      if (!act) return;
      e.preventDefault();
      if (act === 'search') search?.focus();
      if (act === 'escape') onEscape();
      if (act === 'letters' || act === 'escape') focusLetters(page);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [mark, onEscape]);
}

type Target = 'search' | 'nowhere' | 'part';

function actOf(key: string, target: Target): 'search' | 'escape' | 'letters' | undefined {
  if (key === 'Escape') return 'escape';
  if (key === '/') return target === 'search' ? undefined : 'search';
  if (key === 'ArrowDown' || key === 'ArrowUp') return target === 'part' ? undefined : 'letters';
  return key === 'Enter' && target === 'search' ? 'letters' : undefined;
}

function isHere(page: HTMLElement, target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Node && page.contains(target));
}

/** Keys pressed with others, and those that choose characters, are not ours. */
function isChord(e: KeyboardEvent): boolean {
  return e.defaultPrevented || e.isComposing || e.ctrlKey || e.altKey || e.metaKey;
}

function focusLetters(page: HTMLElement): void {
  const row = page.querySelector<HTMLElement>('tr[aria-selected="true"]');
  (row ?? page.querySelector<HTMLElement>('tr[tabindex="0"]'))?.focus();
}
