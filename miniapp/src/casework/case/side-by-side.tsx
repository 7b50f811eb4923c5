import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Box, Heading } from '../../components/native';
import { Thread } from '../../components/thread';
import type { OpenCase } from '../opening';
import { caseLabel, sayDay } from '../words';
import { linesOf } from './thread-lines';
import './side-by-side.css';

/** Two letters to be held against each other; on a phone one under the other. */
export function SideBySide({
  open,
  beside,
  onClose,
}: {
  open: OpenCase;
  beside: OpenCase;
  onClose: () => void;
}): ReactNode {
  return (
    <>
      <Box className="two-letters">
        {[open, beside].map((one, i) => (
          <Box key={one.view.case} className="desk-pad" role="region" label={i === 0 ? '这封信' : '另一封信'}>
            <Heading level={2} className="t2">
              {caseLabel(one.view.case)}
            </Heading>
            <Box className="tl mute">{`${sayDay(one.view.records[0]?.day ?? one.view.state.received)}收到${i === 0 ? '，这封信' : ''}`}</Box>
            <Thread lines={linesOf(one)} />
          </Box>
        ))}
      </Box>
      <Box className="pad">
        <Button kind="second" onTap={onClose}>
          不对着看了
        </Button>
      </Box>
    </>
  );
}
