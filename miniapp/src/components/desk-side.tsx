import { type MouseEvent, type ReactNode, useRef } from 'react';
import { Icon } from './icon';
import { Box, Tap, Words } from './native';
import { PHONE } from './narrow';

/** The side panel of the desk that something stands at. */
function sideOf(one: HTMLElement): Element | null | undefined {
  return one.closest('.desk-main')?.querySelector('.desk-side');
}

/** On a phone the side panel lies under all rows: whoever chooses one of them is taken there. */
export function showSide(row: HTMLElement): void {
  if (window.innerWidth >= PHONE) return;
  requestAnimationFrame(() => sideOf(row)?.scrollIntoView());
}

/** The buttons of the head; on a phone one that has the side panel speak of something else leads there. */
export function HeadSide({ children }: { children: ReactNode }): ReactNode {
  const follow = ({ currentTarget }: MouseEvent<HTMLDivElement>): void => {
    const heading = () => sideOf(currentTarget)?.querySelector('h2')?.textContent;
    const before = heading();
    requestAnimationFrame(() => {
      if (heading() !== before) showSide(currentTarget);
    });
  };
  return (
    <div className="desk-head-side" onClickCapture={follow}>
      {children}
    </div>
  );
}

/** What belongs to the row that is chosen, or to what is being done; on a phone with the way back up. */
export function Side({ children }: { children: ReactNode }): ReactNode {
  const end = useRef<HTMLSpanElement>(null);
  return (
    <Box className="desk-side">
      {children}
      <Tap className="link desk-up" onTap={() => end.current?.closest('.desk-main')?.scrollIntoView()}>
        <Icon name="up" size="small" />
        <Words>回到上面</Words>
      </Tap>
      <span ref={end} hidden />
    </Box>
  );
}
