import type { ReactNode } from 'react';
import { classes } from './element';
import { Head } from './head';
import { Box } from './native';
import { unbroken } from './unbroken';

/** 第 2 步，共 4 步, the question, and bars under it. */
export function StepHead({
  step,
  of,
  question,
}: {
  step: number;
  of: number;
  question: ReactNode;
}): ReactNode {
  return (
    <>
      <Head above={`第 ${step} 步，共 ${of} 步`} title={question} />
      <Box className="prog" hidden>
        {Array.from({ length: of }, (_, i) => (
          <Box key={`step-${i + 1}`} className={classes('prog-one', i < step && 'done')} />
        ))}
      </Box>
    </>
  );
}

/** What happens next: numbered sentences with dates and who acts. */
export function WhatNext({ lines }: { lines: readonly ReactNode[] }): ReactNode {
  return (
    <Box role="list">
      {lines.map((line, i) => (
        // The order of the sentences is their identity.
        <Box key={`line-${i + 1}`} className="next-one" role="listitem">
          <Box className="next-no" hidden>
            {i + 1}
          </Box>
          <Box className="grow">{unbroken(line)}</Box>
        </Box>
      ))}
    </Box>
  );
}

/** Long work: how far it is, in words and as a bar; `share` from 0 to 1. */
export function ProgressBar({ words, share }: { words: string; share: number }): ReactNode {
  return (
    <Box role="status" live>
      <Box className="tl">{words}</Box>
      <Box className="meter mt8" hidden>
        <Box className="meter-in" width={Math.min(1, Math.max(0, share))} />
      </Box>
    </Box>
  );
}
