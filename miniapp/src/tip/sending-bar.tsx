import type { ReactNode } from 'react';
import { Button } from '../components/button';
import { Box } from '../components/native';
import { ProgressBar } from '../components/steps';

/** How far the sending is; while files are on their way it can be stopped. */
export function Sending({
  progress,
  words,
  onStop,
}: {
  progress: { readonly done: number; readonly of: number } | undefined;
  words: string;
  onStop: () => void;
}): ReactNode {
  if (!progress || progress.done === progress.of) return <ProgressBar words={words} share={0.9} />;
  const { done, of } = progress;
  return (
    <>
      <ProgressBar words={`正在加锁送出照片和文件：共 ${of} 份，送到 ${done} 份`} share={(done + 0.5) / of} />
      <Box className="mt8">
        <Button kind="second" onTap={onStop}>
          先停下
        </Button>
      </Box>
    </>
  );
}
