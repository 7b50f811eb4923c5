import type { ReactNode } from 'react';
import { Box, Words } from './native';

/** The cinnabar seal: home page of the standard view, rail at the desk, sign-in. Nowhere else. */
export function Seal(): ReactNode {
  return (
    <Box className="seal" hidden>
      <Box className="seal-in">
        <Words>阳</Words>
        <Words>光</Words>
      </Box>
    </Box>
  );
}
