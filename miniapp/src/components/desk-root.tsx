import type { ReactNode } from 'react';
import { useSettings } from '../platform/settings';
import './desk.css';
import { classes } from './element';
import { Root } from './native';

/** The root of whatever stands at a desk, in the size of letters that this device is set to. */
export function DeskRoot({ className, children }: { className?: string; children: ReactNode }): ReactNode {
  const { elder } = useSettings();
  return (
    <Root factor={1} className={classes('page desk', className, elder && 'elder')}>
      {children}
    </Root>
  );
}
