import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { fontFactor } from '../platform/device';
import { back } from '../platform/navigate';
import { askBeforeClosing, holdBack } from '../platform/history';
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
  /** Where the back arrow of the H5 bar leads, and the phone's own Back; the page before this one if not said. */
  onBack?: () => void;
  /** What stands here is nowhere else: closing the page asks first. */
  atStake?: boolean;
  /** Id of the part that must be seen; a new one asks anew. */
  into?: string | undefined;
}

const stay = (): void => undefined;

/** The phone's own Back does what the page's arrow does, or nothing where there is no arrow. */
function usePhoneBack(isOwn: boolean, run: () => void): void {
  const now = useRef(run);
  useEffect(() => {
    now.current = run;
  });
  useEffect(() => (isOwn ? holdBack(() => now.current()) : undefined), [isOwn]);
}

/** The root of a page on a phone: tokens, view, font factor, bar, scrolling part, dock or tabs. */
export function Page({
  children,
  tab,
  dock,
  noBack,
  onBack = back,
  atStake = false,
  into,
}: Props): ReactNode {
  const { elder } = useSettings();
  const [factor] = useState(fontFactor);
  usePhoneBack(tab === undefined && (noBack === true || onBack !== back), noBack ? stay : onBack);
  useEffect(() => (atStake ? askBeforeClosing() : undefined), [atStake]);
  return (
    <Root factor={factor} className={classes('page phone docked', elder && 'elder')}>
      <Bar onBack={tab === undefined && !noBack ? onBack : undefined} />
      <Scroll into={into}>
        <Box className="area">{children}</Box>
      </Scroll>
      {dock}
      {tab === undefined ? null : <TabBar current={tab} />}
    </Root>
  );
}
