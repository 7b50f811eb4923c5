import type { ReactNode } from 'react';
import { classes } from './element';
import { Box } from './native';

/** The icons of tokens.json; each one idea, always beside a word. */
export type IconName =
  | 'home'
  | 'notice'
  | 'flow'
  | 'people'
  | 'me'
  | 'roll'
  | 'seal'
  | 'lock'
  | 'grid'
  | 'hear'
  | 'share'
  | 'print'
  | 'search'
  | 'right'
  | 'left'
  | 'down'
  | 'up'
  | 'check'
  | 'ok'
  | 'clock'
  | 'warn'
  | 'bad'
  | 'wait'
  | 'offline'
  | 'hide'
  | 'see'
  | 'photo'
  | 'plus'
  | 'x'
  | 'pen'
  | 'phone'
  | 'leave'
  | 'move'
  | 'file'
  | 'save'
  | 'sun'
  | 'proof'
  | 'law'
  | 'ask'
  | 'star'
  | 'ring'
  | 'big'
  | 'team'
  | 'bell'
  | 'box'
  | 'key';

/** An icon in the colour of the text; never read aloud, since the word beside it is. */
export function Icon({ name, size }: { name: IconName; size?: 'small' | 'large' | undefined }): ReactNode {
  return <Box className={classes('i', `i-${name}`, size && `i-${size}`)} hidden />;
}
