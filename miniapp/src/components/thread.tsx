import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon } from './icon';
import { Box, Words } from './native';

export type ThreadLine =
  | { kind: 'mine' | 'theirs'; id: string; who: string; day: string; text: string; extra?: ReactNode }
  | { kind: 'fact'; id: string; text: string }
  | { kind: 'doubt'; id: string; text: string };

/** Letters back and forth: mine right and blue, theirs left and white, facts centred with a tick, what was not read with a mark that is none. Days, not hours. */
export function Thread({ lines }: { lines: readonly ThreadLine[] }): ReactNode {
  return (
    <Box role="list">
      {lines.map((line) =>
        line.kind === 'fact' || line.kind === 'doubt' ? (
          <Box key={line.id} className={classes('fact', line.kind === 'doubt' && 'doubt')} role="listitem">
            <Icon name={line.kind === 'fact' ? 'ok' : 'warn'} size="small" />
            <Words>{` ${line.text}`}</Words>
          </Box>
        ) : (
          <Box key={line.id} className={classes('say', line.kind === 'mine' ? 'me' : 'you')} role="listitem">
            <Box className="who">{`${line.who}·${line.day}`}</Box>
            <Box className="bub">
              {line.text}
              {line.extra}
            </Box>
          </Box>
        ),
      )}
    </Box>
  );
}
