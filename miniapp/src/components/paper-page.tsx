import type { ReactNode } from 'react';
import { print } from '../platform/device';
import { back } from '../platform/navigate';
import { Button } from './button';
import { DeskRoot } from './desk-root';
import { Box, Words } from './native';
import './paper-page.css';

/** The page of what an office prints. H5 only. */
export function PaperPage({ children }: { children: ReactNode }): ReactNode {
  return <DeskRoot className="paper-page">{children}</DeskRoot>;
}

/** Over the sheet, and not on paper: the way back, printing, and what to do with the paper. */
export function PaperBar({ advice, onBack = back }: { advice: string; onBack?: () => void }): ReactNode {
  return (
    <Box className="paper-bar">
      <Button kind="second" onTap={onBack}>
        回去
      </Button>
      {print ? (
        <Button icon="print" onTap={print}>
          打印
        </Button>
      ) : null}
      <Words className="mute tl">{advice}</Words>
    </Box>
  );
}
