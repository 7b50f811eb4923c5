import type { ReactNode } from 'react';

// Sounds are heard in a browser. sound.tsx is the other half.

/** Nothing: on a phone a sound is kept, and opened by WeChat. */
export const Sound: (props: { src: string; label: string; onFailed: () => void }) => ReactNode = () => null;
