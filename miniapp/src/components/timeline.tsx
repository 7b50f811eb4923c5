import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon } from './icon';
import { Box } from './native';

/** One step of a vertical line: done (green, tick), now (gold panel), later (dotted, its number). */
export function TimelineStep({
  state,
  number,
  children,
}: {
  state: 'done' | 'now' | 'later';
  /** What stands in the circle of a later step. */
  number: ReactNode;
  children: ReactNode;
}): ReactNode {
  const mark = state === 'done' ? <Icon name="check" /> : state === 'now' ? <Icon name="sun" /> : number;
  return (
    <Box className={classes('st', state === 'done' && 'done', state === 'now' && 'now-step')} role="listitem">
      <Box className="st-rail" hidden>
        <Box className="st-dot">{mark}</Box>
        <Box className="st-line" />
      </Box>
      <Box className="st-body">{children}</Box>
    </Box>
  );
}

/** The line itself. */
export function Timeline({ children }: { children: ReactNode }): ReactNode {
  return (
    <Box className="sheet first flow" role="list">
      {children}
    </Box>
  );
}
