import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Rows on either side of what is seen, so that ↑ ↓ find their row before it is scrolled to. */
const AROUND = 12;
/** Of a row, in pixels, until one has been drawn. */
const HEIGHT = 53;

interface Sight {
  from: number;
  /** May lie behind the last row, so that rows that come have their place at once. */
  to: number;
  /** Of each row, in pixels. */
  height: number;
}

/** Which of `count` rows of one height are in sight. */
export function useRowsInSight(count: number): Sight & { body: RefObject<HTMLTableSectionElement> } {
  const body = useRef<HTMLTableSectionElement>(null);
  const [sight, setSight] = useState<Sight>({ from: 0, to: 2 * AROUND, height: HEIGHT });
  useLayoutEffect(() => {
    const look = (): void => {
      if (!body.current) return;
      const next = sightOf(body.current, count);
      setSight((last) => (last.from === next.from && last.to === next.to ? last : next));
    };
    look();
    // Whatever scrolls the table, the document hears of it on the way down.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    window.addEventListener('resize', look);
    return () => {
      document.removeEventListener('scroll', look, { capture: true });
      window.removeEventListener('resize', look);
    };
  }, [count]);
  return { ...sight, body };
}

function sightOf(body: HTMLTableSectionElement, count: number): Sight {
  const { top } = body.getBoundingClientRect();
  const drawn = body.querySelector('tr:not([aria-hidden])')?.getBoundingClientRect().height;
  const height = drawn || HEIGHT;
  const from = Math.floor(-top / height) - AROUND;
  const to = Math.ceil((window.innerHeight - top) / height) + AROUND;
  return { from: Math.max(0, Math.min(from, count - 1)), to: Math.max(0, to), height };
}
