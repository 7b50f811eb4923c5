import type { ReactNode } from 'react';
import { Icon } from './icon';
import { Box, Tap } from './native';

/** The bar above an H5 page; the mini-program has its native one (bar.weapp.tsx). */
export function Bar({ onBack }: { onBack?: (() => void) | undefined }): ReactNode {
  return (
    <Box className="bar" role="banner">
      {onBack ? (
        <Tap className="bar-back" label="返回" onTap={onBack}>
          <Icon name="left" />
        </Tap>
      ) : (
        <Box className="bar-room" />
      )}
      <Box className="bar-name">阳光换届</Box>
      <Box className="bar-room" />
    </Box>
  );
}
