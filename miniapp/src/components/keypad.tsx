import type { ReactNode } from 'react';
import { classes } from './element';
import { Box, Tap, Words } from './native';

/** The keypad in the page, never the system keyboard: figures left, three words right. It stands in the dock. */
export function Keypad({
  onDigit,
  onDelete,
  onUnclear,
  onNext,
  nextReady,
  next = '下一组',
}: {
  onDigit: (digit: string) => void;
  onDelete: () => void;
  /** Absent where every figure must be known. */
  onUnclear?: () => void;
  onNext: () => void;
  nextReady: boolean;
  next?: string;
}): ReactNode {
  return (
    <Box className="kp" role="group" label="数字键">
      <Box className="kp-digits">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => (
          <Box key={digit} className={classes('kp-digit', digit === '0' && 'wide')}>
            <Tap className="key" onTap={() => onDigit(digit)}>
              {digit}
            </Tap>
          </Box>
        ))}
      </Box>
      <Box className="kp-words">
        <Tap className="key" onTap={onDelete}>
          删除
        </Tap>
        {onUnclear ? (
          <Tap className="key" onTap={onUnclear}>
            <Box>
              <Words className="block">看不清</Words>
              <Words className="block">这一组</Words>
            </Box>
          </Tap>
        ) : null}
        <Tap className={classes('key ahead', !nextReady && 'off')} disabled={!nextReady} onTap={onNext}>
          {next}
        </Tap>
      </Box>
    </Box>
  );
}
