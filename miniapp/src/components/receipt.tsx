import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Tap, Words } from './native';

/** What the grid knows of a group while it is typed. */
export type GroupState = 'empty' | 'current' | 'right' | 'wrong' | 'maybe' | 'filled' | 'unclear';

export interface Group {
  /** Up to three figures. */
  figures: string;
  state: GroupState;
}

const MARK: Partial<Record<GroupState, IconName>> = { right: 'check', wrong: 'bad', maybe: 'warn' };

const SAID: Record<GroupState, string> = {
  empty: '还没输',
  current: '正在输',
  right: '对了',
  wrong: '抄错了',
  maybe: '可能抄错了',
  filled: '已输',
  unclear: '看不清',
};

/** Figure by figure, as the screen reader should say them. */
function spaced(figures: string): string {
  return figures.replace(/\B/g, ' ');
}

function labelOf(place: number, { figures, state }: Group): string {
  const read = figures === '' ? '' : `，${spaced(figures)}`;
  return `第 ${place} 组${read}，${SAID[state]}`;
}

function rows<T>(groups: readonly T[]): { group: T; place: number }[][] {
  const placed = groups.map((group, i) => ({ group, place: i + 1 }));
  return [0, 3, 6, 9].map((from) => placed.slice(from, from + 3));
}

/** The receipt to be copied by hand: 12 groups of 3. Never read aloud by the app; no share, no save. */
export function Receipt({ groups, covered }: { groups: readonly string[]; covered?: boolean }): ReactNode {
  if (covered) {
    return (
      <Box className="rc">
        <Box className="rc-cover">已遮住</Box>
      </Box>
    );
  }
  return (
    <Box className="rc" role="list" label="12 组数字">
      {rows(groups).map((row) => (
        <Box key={`row-${row[0]?.place ?? 0}`} className="rc-row">
          {row.map(({ group, place }) => (
            <Box
              key={`group-${place}`}
              className="rc-one"
              role="group"
              label={`第 ${place} 组，${spaced(group)}`}
            >
              <Words className="rc-place">{`第 ${place} 组`}</Words>
              <Words className="rc-figures">{group}</Words>
            </Box>
          ))}
        </Box>
      ))}
    </Box>
  );
}

/** The same places, smaller, filling while they are typed; a tap on a group goes back to it. */
export function ReceiptGrid({
  groups,
  onPick,
}: {
  groups: readonly Group[];
  /** `place` counts from 0. */
  onPick: (place: number) => void;
}): ReactNode {
  return (
    <Box className="rc typed" role="group" label="12 组数字">
      {rows(groups).map((row) => (
        <Box key={`row-${row[0]?.place ?? 0}`} className="rc-row">
          {row.map(({ group, place }) => {
            const mark = MARK[group.state];
            return (
              <Tap
                key={`group-${place}`}
                className={classes('rc-one', group.state)}
                label={labelOf(place, group)}
                onTap={() => onPick(place - 1)}
              >
                <Box className="rc-place">
                  <Words>{`第 ${place} 组`}</Words>
                  {mark ? <Icon name={mark} /> : null}
                </Box>
                <Box className="rc-figures">{group.state === 'unclear' ? '？' : group.figures}</Box>
              </Tap>
            );
          })}
        </Box>
      ))}
    </Box>
  );
}
