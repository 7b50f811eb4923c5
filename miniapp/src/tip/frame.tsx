import { type ReactNode, useEffect, useState } from 'react';
import { Link } from '../components/button';
import { Icon } from '../components/icon';
import { Box, Words } from '../components/native';
import { Page } from '../components/page';
import { restart } from '../platform/navigate';
import { useSettings } from '../platform/settings';
import { canSpeak, speak } from '../platform/speech';

/** A page of the channel: it looks like any other, and 马上离开 stands top right on each. */
export function Frame({
  children,
  dock,
  left,
  onBack,
  atStake,
  into,
}: {
  children: ReactNode;
  dock?: ReactNode;
  /** Beside the way out; usually the lock and what it means. */
  left?: ReactNode;
  /** The step before; pages that must be left by their own button have none. */
  onBack?: (() => void) | undefined;
  /** What is written here is nowhere else. */
  atStake?: boolean;
  /** Id of the part that must be seen; a new one asks anew. */
  into?: string | undefined;
}): ReactNode {
  return (
    <Page dock={dock} atStake={atStake === true} into={into} {...(onBack ? { onBack } : { noBack: true })}>
      <Box className="frame-top">
        <Box className="frame-top-words tl mute">
          {left ?? (
            <>
              <Icon name="lock" size="small" />
              <Words className="ml4">密封写信·不用登录</Words>
            </>
          )}
        </Box>
        <Box className="frame-top-out">
          {/* Everything here lives in the page's memory, so leaving clears it. */}
          <Link icon="leave" onTap={() => restart('notice/list/index')}>
            马上离开
          </Link>
        </Box>
      </Box>
      {children}
    </Page>
  );
}

/** Reads a page's fixed words aloud; never what somebody wrote, and never a receipt: cloud speech must not hear those. */
export function ReadThisPage({ words }: { words: readonly string[] }): ReactNode {
  const { pace } = useSettings();
  const [stop, setStop] = useState<() => void>();
  useEffect(() => () => stop?.(), [stop]);
  if (!canSpeak()) return null;
  const toggle = (): void => {
    if (stop) {
      stop();
      setStop(undefined);
      return;
    }
    const quiet = speak(words, pace, (part) => {
      if (part < 0) setStop(undefined);
    });
    setStop(() => quiet);
  };
  return (
    <Box className="edge mt12">
      <Link icon="hear" onTap={toggle}>
        {stop ? '先停下' : '把这一页读给我听'}
      </Link>
    </Box>
  );
}
