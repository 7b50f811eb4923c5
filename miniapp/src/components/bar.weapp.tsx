import type { ReactNode } from 'react';

/** The mini-program has a native bar. */
export const Bar: (props: { onBack?: (() => void) | undefined }) => ReactNode = () => null;
