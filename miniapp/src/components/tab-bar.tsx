import type { ReactNode } from 'react';
import { TABS } from '../platform/pages';
import { go } from '../platform/navigate';
import { classes } from './element';
import { Icon } from './icon';
import { Box, Tap } from './native';

export type TabPage = (typeof TABS)[number]['page'];

/** The tabs with words of 16 / 20 px: the native bar's are 10 px and cannot grow. */
export function TabBar({ current }: { current: TabPage }): ReactNode {
  return (
    <Box className="tabs" role="navigation" label="主要栏目">
      <Box className="tabs-row">
        {TABS.map((tab) => (
          <Tap
            key={tab.page}
            role="link"
            className={classes('tabs-one', tab.page === current && 'on')}
            current={tab.page === current}
            onTap={() => {
              if (tab.page !== current) go(tab.page);
            }}
          >
            <Icon name={tab.icon} />
            {tab.text}
          </Tap>
        ))}
      </Box>
    </Box>
  );
}
