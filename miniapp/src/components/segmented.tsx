import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon, type IconName } from './icon';
import { Box, Tap, Words } from './native';

/** Two or three labelled halves, one of them chosen. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { value: T; text: string; icon?: IconName }[];
  value: T;
  onChange: (value: T) => void;
}): ReactNode {
  return (
    <Box className="seg" role="radiogroup" label={label}>
      {options.map((option) => (
        <Tap
          key={option.value}
          role="radio"
          className={classes('seg-one', option.value === value && 'on')}
          checked={option.value === value}
          onTap={() => onChange(option.value)}
        >
          {option.icon ? <Icon name={option.icon} size="small" /> : null}
          <Words>{option.text}</Words>
        </Tap>
      ))}
    </Box>
  );
}
