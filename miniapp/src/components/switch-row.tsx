import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Tap, Words } from './native';

/** A switch, operated by its whole row. */
export function SwitchRow({
  name,
  news,
  icon,
  on,
  onChange,
}: {
  name: string;
  news?: string;
  icon?: IconName;
  on: boolean;
  onChange: (on: boolean) => void;
}): ReactNode {
  return (
    <Box className="li">
      <Tap className="li-in" role="switch" checked={on} label={name} onTap={() => onChange(!on)}>
        {icon ? (
          <Box className="li-icon" hidden>
            <Icon name={icon} />
          </Box>
        ) : null}
        <Box className="grow">
          <Words className="li-name">{name}</Words>
          {news ? <Words className="li-news">{news}</Words> : null}
        </Box>
        <Box className={classes('sw', on && 'on')} hidden>
          <Box className="sw-knob" />
        </Box>
      </Tap>
    </Box>
  );
}
