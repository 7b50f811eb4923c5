import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Words } from './native';
import { unbroken } from './unbroken';

/** A note: what to know here. `red` and `due` are spoken when they appear. */
export function Note({
  icon,
  tone = 'act',
  title,
  children,
  inset,
}: {
  icon: IconName;
  /** `plain` lies on the sheet as it is. */
  tone?: 'act' | 'done' | 'due' | 'red' | 'off' | 'plain';
  title?: ReactNode;
  children?: ReactNode;
  inset?: boolean;
}): ReactNode {
  return (
    <Box
      className={classes('note', tone !== 'act' && tone, inset && 'inset')}
      role={tone === 'red' ? 'alert' : tone === 'due' ? 'status' : undefined}
    >
      <Icon name={icon} />
      <Box className="grow">
        {title ? <Words className="note-title">{unbroken(title)}</Words> : null}
        {unbroken(children)}
      </Box>
    </Box>
  );
}
