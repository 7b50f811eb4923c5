import type { ReactNode } from 'react';
import { STAGES } from '#shared/notice/notice';
import { classes } from './element';
import { Icon } from './icon';
import { Box, Heading, Para, Words } from './native';

/** Eight cells: green = done, tall gold = now, hollow = later. */
export function StageCells({ stage }: { stage: number }): ReactNode {
  return (
    <Box className="cells" hidden>
      {STAGES.map((name, i) => (
        <Box key={name} className={classes('cell', i + 1 < stage && 'done', i + 1 === stage && 'now-cell')} />
      ))}
    </Box>
  );
}

/** The patch of sunlight: which step it is, how long it lasts, what one can do, and what happens next. */
export function StageBanner({
  stage,
  left,
  children,
  button,
  then,
}: {
  /** 1 to 8. */
  stage: number;
  /** 还剩 3 天 */
  left?: string | undefined;
  /** One sentence with the date; or who is acting and until when. */
  children: ReactNode;
  button?: ReactNode;
  then?: ReactNode;
}): ReactNode {
  return (
    <Box className="now" role="region" label="现在">
      <Box className="now-key">
        <Icon name="sun" size="small" />
        <Words>{`现在·第 ${stage} 步，共 ${STAGES.length} 步`}</Words>
      </Box>
      <Box className="now-title">
        <Heading level={2} className="t1 now-name">
          {STAGES[stage - 1] ?? ''}
        </Heading>
        {left ? <Words className="now-left">{left}</Words> : null}
      </Box>
      <StageCells stage={stage} />
      <Box className="mute tl mt8">{children}</Box>
      {button ? <Box className="mt12">{button}</Box> : null}
      {then ? <Para className="then">{then}</Para> : null}
    </Box>
  );
}
