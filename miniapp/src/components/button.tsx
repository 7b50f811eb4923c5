import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Para, Tap, Words } from './native';
import { unbroken } from './unbroken';

interface Props {
  children: ReactNode;
  onTap?: () => void;
  icon?: IconName;
  kind?: 'first' | 'second' | 'danger';
  /** Looks off and keeps its contrast; say why beside it. */
  off?: boolean;
  label?: string;
}

/** A button: a verb and its object. One `first` a screen. */
export function Button({ children, onTap, icon, kind = 'first', off, label }: Props): ReactNode {
  return (
    <Tap
      className={classes('btn', kind !== 'first' && kind, off && 'off')}
      disabled={off}
      label={label}
      onTap={onTap}
    >
      {icon ? <Icon name={icon} size="small" /> : null}
      <Words>{children}</Words>
    </Tap>
  );
}

/** Words that lead somewhere, as high as a target must be. */
export function Link({
  children,
  onTap,
  icon,
  end,
  expanded,
  label,
}: {
  children: ReactNode;
  onTap: () => void;
  icon?: IconName;
  end?: IconName;
  expanded?: boolean;
  label?: string;
}): ReactNode {
  return (
    <Tap
      className="link tl"
      role={expanded === undefined ? 'link' : 'button'}
      expanded={expanded}
      label={label}
      onTap={onTap}
    >
      {icon ? <Icon name={icon} size="small" /> : null}
      <Words>{children}</Words>
      {end ? <Icon name={end} size="small" /> : null}
    </Tap>
  );
}

/** The foot of a page: the counter, the one button, and what happens next. */
export function Dock({
  line,
  children,
  then,
}: {
  line?: ReactNode;
  children?: ReactNode;
  then?: ReactNode;
}): ReactNode {
  return (
    <Box className="dock" role="region" label="下一步">
      {line ? <Box className="dock-line">{line}</Box> : null}
      {children}
      {then ? <Para className="then">{unbroken(then)}</Para> : null}
    </Box>
  );
}
