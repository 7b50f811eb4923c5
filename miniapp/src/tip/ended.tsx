import type { ReactNode } from 'react';
import { REFUSAL_WAYS } from '#shared/tip/refusal';
import type { Standing } from '#shared/tip/standing';
import { Section, Sheet } from '../components/head';
import { Box, Para } from '../components/native';
import { Note } from '../components/note';
import { Row } from '../components/row';
import { openChannel } from '../platform/channel';
import { call } from '../platform/device';
import { HOTLINE } from './reach';

/** A letter that is closed or refused takes no more; what one can do instead. */
export function Ended({
  standing: { at, reason },
  aboveName,
  unsent,
}: {
  standing: Standing;
  aboveName: string | undefined;
  /** Written when the end was not known yet. */
  unsent: string;
}): ReactNode {
  const refused = at === 'refused';
  return (
    <>
      {unsent.trim() === '' ? null : (
        <Note icon="warn" tone="due" title="这几句没有送出，另写一封时可以照着写">
          <Para>{unsent}</Para>
        </Note>
      )}
      <Section title="还能做什么" />
      <Sheet join="first">
        <Note icon="move">
          {refused && reason ? REFUSAL_WAYS[reason] : null}
          <Box>这封信到此结束，这里不能再写了。</Box>
        </Note>
        <Row
          icon="pen"
          name="有新的情况，另写一封"
          news="重新算期限，会有一张新的回执"
          onTap={() => openChannel('write')}
        />
        <Row
          icon="phone"
          name={refused ? '觉得应当受理' : '对结果有意见'}
          news={aboveName ? `向${aboveName}反映，或者打 ${HOTLINE}` : `打 ${HOTLINE}`}
          onTap={() => call(HOTLINE)}
        />
      </Sheet>
    </>
  );
}
