import type { ReactNode } from 'react';
import { classes } from './element';
import { Icon } from './icon';
import { Box, Tap, Words } from './native';
import { unbroken } from './unbroken';

export interface Choice {
  id: string;
  name: string;
  /** 一组·女·46岁; say 同名，请看组 where two share a name. */
  more?: string;
}

/** A list to choose from: the whole row is the target. At `max` the other boxes turn dashed. */
export function ChoiceList({
  choices,
  chosen,
  onToggle,
  max,
  one,
  label,
}: {
  choices: readonly Choice[];
  chosen: readonly string[];
  onToggle: (id: string) => void;
  /** How many may be chosen; without it, any number. */
  max?: number;
  /** Exactly one: round boxes. */
  one?: boolean;
  label: string;
}): ReactNode {
  const full = !one && max !== undefined && chosen.length >= max;
  return (
    <Box role={one ? 'radiogroup' : 'group'} label={label}>
      {choices.map((choice) => {
        const on = chosen.includes(choice.id);
        const blocked = full && !on;
        return (
          <Box key={choice.id} className="ch-item">
            <Tap
              className={classes('ch', on && 'on', blocked && 'full')}
              role={one ? 'radio' : 'checkbox'}
              checked={on}
              disabled={blocked}
              onTap={() => onToggle(choice.id)}
            >
              <Box className={classes('ch-box', one && 'round')} hidden>
                <Icon name="check" />
              </Box>
              <Box className="grow">
                <Words className="ch-name">{choice.name}</Words>
                {choice.more ? <Words className="ch-more">{unbroken(choice.more)}</Words> : null}
              </Box>
            </Tap>
          </Box>
        );
      })}
    </Box>
  );
}

/** What is chosen once this one was tapped. */
export function toggled<T>(chosen: readonly T[], one: T): T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
