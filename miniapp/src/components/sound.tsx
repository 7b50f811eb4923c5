import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from './button';
import { Box } from './native';
import { Segmented } from './segmented';

// Hearing a sound that was opened on this device. sound.weapp.tsx is the other half.

const SPEEDS = [
  { value: '0.75', text: '慢' },
  { value: '1', text: '原速' },
  { value: '1.5', text: '快' },
] as const;
type Speed = (typeof SPEEDS)[number]['value'];

/** Seconds that are heard once more. */
const BACK = 10;

export interface SoundProps {
  src: string;
  label: string;
  /** The browser cannot play it, whatever its first bytes said. */
  onFailed: () => void;
}

/** A sound with the browser's own controls, by mouse and by keys; slower, faster, and the last words once more. */
export const Sound: (props: SoundProps) => ReactNode = ({ src, label, onFailed }) => {
  const player = useRef<HTMLAudioElement>(null);
  const [speed, setSpeed] = useState<Speed>('1');
  useEffect(() => {
    if (player.current) player.current.playbackRate = Number(speed);
  }, [speed]);
  const again = (): void => {
    if (player.current) player.current.currentTime = Math.max(0, player.current.currentTime - BACK);
  };
  return (
    <Box className="letter-sound" role="group" label={label}>
      <audio
        ref={player}
        src={src}
        aria-label={label}
        controls
        controlsList="nodownload noplaybackrate"
        preload="metadata"
        onError={onFailed}
      />
      <Box className="row">
        <Segmented label="快慢" options={SPEEDS} value={speed} onChange={setSpeed} />
        <Link icon="left" onTap={again}>{`退回 ${BACK} 秒`}</Link>
      </Box>
    </Box>
  );
};
