import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Tap, Words } from './native';

/** What the grid knows of a group while it is typed. */
export type GroupState = 'empty' | 'current' | 'right' | 'wrong' | 'maybe' | 'filled' | 'unclear';

export interface Group {
  /** As many as have been typed. */
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

function rows<T>(groups: readonly T[], across = 3): { group: T; place: number }[][] {
  const placed = groups.map((group, i) => ({ group, place: i + 1 }));
  const firsts = placed.filter((_, i) => i % across === 0).map((_, i) => i * across);
  return firsts.map((from) => placed.slice(from, from + across));
}

/** Figures to be copied by hand: a receipt's 12 groups of 3, a holder's card. Never read aloud by the app; no share, no save. */
export function Receipt({
  groups,
  across,
  covered,
}: {
  groups: readonly string[];
  /** How many stand in a row; three of a receipt. */
  across?: number;
  covered?: boolean;
}): ReactNode {
  if (covered) {
    return (
      <Box className="rc">
        <Box className="rc-cover">已遮住</Box>
      </Box>
    );
  }
  return (
    <Box className="rc" role="list" label={`${groups.length} 组数字`}>
      {rows(groups, across).map((row) => (
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
  here,
  said,
  across,
  onPick,
}: {
  groups: readonly Group[];
  /** How many stand in a row; three of a receipt. */
  across?: number;
  /** Where the next figure goes, `place` counting from 0; its row takes the id. */
  here?: { readonly place: number; readonly id: string | undefined };
  /** What is to be said of it, right under its row. */
  said?: ReactNode;
  /** `place` counts from 0. */
  onPick: (place: number) => void;
}): ReactNode {
  return (
    <Box className="rc typed" role="group" label={`${groups.length} 组数字`}>
      {rows(groups, across).map((row) => {
        const isHere = here !== undefined && row.some(({ place }) => place - 1 === here.place);
        return (
          <Box key={`row-${row[0]?.place ?? 0}`} className="rc-part" id={isHere ? here.id : undefined}>
            <Box className="rc-row">
              {row.map(({ group, place }) => (
                <TypedGroup
                  key={`group-${place}`}
                  group={group}
                  place={place}
                  onTap={() => onPick(place - 1)}
                />
              ))}
            </Box>
            {isHere ? said : null}
          </Box>
        );
      })}
    </Box>
  );
}

function TypedGroup({ group, place, onTap }: { group: Group; place: number; onTap: () => void }): ReactNode {
  const mark = MARK[group.state];
  return (
    <Tap className={classes('rc-one', group.state)} label={labelOf(place, group)} onTap={onTap}>
      <Box className="rc-place">
        <Words>{`第 ${place} 组`}</Words>
        {mark ? <Icon name={mark} /> : null}
      </Box>
      <Box className="rc-figures">{group.state === 'unclear' ? '？' : group.figures}</Box>
    </Tap>
  );
}
