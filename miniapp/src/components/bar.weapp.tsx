import type { ReactNode } from 'react';

/** The mini-program has a native bar. */
export function Bar(_props: { onBack?: (() => void) | undefined }): ReactNode {
  return null;
}
