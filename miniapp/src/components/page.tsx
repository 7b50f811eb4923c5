import type { ReactNode } from 'react';
import { useState } from 'react';
import { fontFactor } from '../platform/device';
import { back } from '../platform/navigate';
import { useSettings } from '../platform/settings';
import { Bar } from './bar';
import { classes } from './element';
import { Box, Root, Scroll } from './native';
import { TabBar, type TabPage } from './tab-bar';

interface Props {
  children: ReactNode;
  /** The tab this page is; tabs have no back arrow. */
  tab?: TabPage;
  /** What stands below the scrolling part. */
  dock?: ReactNode;
  /** Pages that must be left by their own button have no back arrow. */
  noBack?: boolean;
  /** Where the back arrow of the H5 bar leads; the page before this one if not said. */
  onBack?: () => void;
}

/** The root of a page on a phone: tokens, view, font factor, bar, scrolling part, dock or tabs. */
export function Page({ children, tab, dock, noBack, onBack = back }: Props): ReactNode {
  const { elder } = useSettings();
  const [factor] = useState(fontFactor);
  return (
    <Root factor={factor} className={classes('page phone docked', elder && 'elder')}>
      <Bar onBack={tab === undefined && !noBack ? onBack : undefined} />
      <Scroll>
        <Box className="area">{children}</Box>
      </Scroll>
      {dock}
      {tab === undefined ? null : <TabBar current={tab} />}
    </Root>
  );
}
