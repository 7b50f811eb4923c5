import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classes } from '../../components/element';
import { Icon } from '../../components/icon';
import { Box, CAN_SHARE, ShareTap, Tap, Words } from '../../components/native';
import { pageAddress, print, shareLink } from '../../platform/device';
import { useSettings } from '../../platform/settings';
import { canSpeak, speak } from '../../platform/speech';

/** Reading aloud: which part is being read, -1 for none. */
export function useReading(parts: readonly string[]): { at: number; toggle: () => void } {
  const { pace } = useSettings();
  const [at, setAt] = useState(-1);
  const stop = useRef<() => void>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const toggle = (): void => {
    if (at >= 0) stop.current?.();
    else stop.current = speak(parts, pace, setAt);
  };
  return { at, toggle };
}

const SAID = {
  shared: '转好了',
  copied: '网址已复制，去微信里粘贴',
  refused: '没有转成，可以把网址念给他听',
} as const;

function ShareTool({ title }: { title: string }): ReactNode {
  const [said, setSaid] = useState<string>();
  const url = pageAddress();
  const inside = (words: string): ReactNode => (
    <>
      <Icon name="share" />
      <Words>{words}</Words>
    </>
  );
  if (CAN_SHARE) return <ShareTap className="tool">{inside('转给别人')}</ShareTap>;
  if (url === undefined) return null;
  return (
    <Tap className="tool" onTap={() => void shareLink(title, url).then((how) => setSaid(SAID[how]))}>
      {inside(said ?? '转给别人')}
    </Tap>
  );
}

/** 听 转给别人 打印, on top of a notice and not at its end. */
export function Toolbar({
  title,
  reading,
  onListen,
}: {
  title: string;
  reading: boolean;
  onListen: () => void;
}): ReactNode {
  return (
    <Box className="tools">
      {canSpeak() ? (
        <Tap className={classes('tool', reading && 'on')} onTap={onListen}>
          <Icon name="hear" />
          <Words>{reading ? '先停下' : '听'}</Words>
        </Tap>
      ) : null}
      <ShareTool title={title} />
      {print ? (
        <Tap className="tool" onTap={print}>
          <Icon name="print" />
          <Words>打印</Words>
        </Tap>
      ) : null}
    </Box>
  );
}
