import type { ReactNode } from 'react';
import type { SoundProps } from './sound';

// Sounds are heard in a browser. sound.tsx is the other half.

/** Nothing: on a phone a sound is kept, and opened by WeChat. */
export const Sound: (props: SoundProps) => ReactNode = () => null;
