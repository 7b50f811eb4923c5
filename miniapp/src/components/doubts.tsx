import { type ReactNode, useEffect, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { doubtsOf, type Listed, sayDoubt } from '#shared/meeting/named';
import type { Held } from '#shared/meeting/reckon';
import { readRoll } from '../platform/roll-entries';
import { Para } from './native';
import { Note } from './note';

/** The roll that stands, read once; undefined while it is being read, where it cannot be, and of no area. */
export function useListed(area: AreaCode | undefined): readonly Listed[] | undefined {
  const [listed, setListed] = useState<readonly Listed[]>();
  useEffect(() => {
    if (!area) return undefined;
    let isLeft = false;
    void readRoll(area).then((answer) => {
      if (answer.ok && !isLeft) setListed(answer.value);
    });
    return () => {
      isLeft = true;
    };
  }, [area]);
  return listed;
}

/** Whom the votes name and the roll does not clearly have, with what to do. */
export function Doubts({ held, listed }: { held: Held; listed: readonly Listed[] | undefined }): ReactNode {
  if (!listed) return null;
  const doubts = doubtsOf(held, listed);
  if (doubts.length === 0) return null;
  if (listed.length === 0) {
    return (
      <Note icon="wait" tone="plain" title="还没有选民名单，选出来的人没有对过">
        名单导入以后，打开这份记录会自动对。
      </Note>
    );
  }
  return (
    <Note icon="warn" tone="due" title={`${doubts.length} 人和选民名单对不上`}>
      {doubts.map((doubt) => (
        <Para key={`${doubt.item} ${doubt.name}`}>{sayDoubt(doubt)}</Para>
      ))}
    </Note>
  );
}
