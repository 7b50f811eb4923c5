import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon } from './icon';
import { Box } from './native';

/** One step of a vertical line: done (green, tick), open (passed, not done), now (gold panel), later (its number). */
export function TimelineStep({
  state,
  number,
  children,
}: {
  state: 'done' | 'open' | 'now' | 'later';
  /** What stands in the circle of a later step. */
  number: ReactNode;
  children: ReactNode;
}): ReactNode {
  return (
    <Box className={classes('st', state === 'done' && 'done', state === 'now' && 'now-step')} role="listitem">
      <Box className="st-rail" hidden>
        <Box className={classes('st-dot', state === 'open' && 'c-red')}>
          {MARKS[state] ? <Icon name={MARKS[state]} /> : number}
        </Box>
        <Box className="st-line" />
      </Box>
      <Box className="st-body">{children}</Box>
    </Box>
  );
}

const MARKS = { done: 'check', open: 'bad', now: 'sun', later: undefined } as const;

/** The line itself. */
export function Timeline({ children }: { children: ReactNode }): ReactNode {
  return (
    <Box className="sheet first flow" role="list">
      {children}
    </Box>
  );
}
