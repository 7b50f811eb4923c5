import type { ReactNode } from 'react';
import { Button } from './button';
import { Box } from './native';
import { ProgressBar } from './steps';
import type { Progress } from '../platform/enclosing';
import { online } from '../platform/network';
import { useStore } from '../platform/store';

/** How far the sending is; while files are on their way it can be stopped. */
export function Sending({
  progress,
  words,
  onStop,
}: {
  progress: Progress | undefined;
  words: string;
  onStop: () => void;
}): ReactNode {
  const isOnline = useStore(online);
  if (!progress || progress.done === progress.of) return <ProgressBar words={words} share={0.9} />;
  const { done, of } = progress;
  const far = `共 ${of} 份，送到 ${done} 份`;
  return (
    <>
      <ProgressBar
        words={isOnline ? `正在加锁送出照片和文件：${far}` : `没有网，等着，有网就接着送：${far}`}
        share={(done + 0.5) / of}
      />
      <Box className="mt8">
        <Button kind="second" onTap={onStop}>
          先停下
        </Button>
      </Box>
    </>
  );
}

/** What is true of files that were sent before the message that names them: it goes on as long as the page lives. */
export function goesOnWords({ done, of }: Progress): string {
  return `照片和文件共 ${of} 份，送到了 ${done} 份，再送就从这里接着。关掉这一页要从头来：没有信写着的文件，谁也打不开，三天后清掉。`;
}
