import { type ReactNode, useEffect, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { type Doubt, doubtsAmong, doubtsOf, type Listed, sayDoubt } from '#shared/meeting/named';
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

/** Whom the votes of a meeting name and the roll does not clearly have, with what to do. */
export function Doubts({ held, listed }: { held: Held; listed: readonly Listed[] | undefined }): ReactNode {
  return listed ? <Said doubts={doubtsOf(held, listed)} isEmpty={listed.length === 0} /> : null;
}

/** The same of people who are named in a list. */
export function DoubtsAmong({
  people,
  listed,
}: {
  people: readonly Listed[];
  listed: readonly Listed[] | undefined;
}): ReactNode {
  return listed ? <Said doubts={doubtsAmong(people, listed)} isEmpty={listed.length === 0} /> : null;
}

function Said({ doubts, isEmpty }: { doubts: readonly Doubt[]; isEmpty: boolean }): ReactNode {
  if (doubts.length === 0) return null;
  if (isEmpty) {
    return (
      <Note icon="wait" tone="plain" title="还没有选民名单，写到的人没有对过">
        名单导入以后，再打开这里会自动对。
      </Note>
    );
  }
  return (
    <Note icon="warn" tone="due" title={`${doubts.length} 人和选民名单对不上`}>
      {doubts.map((doubt, i) => (
        // One name may stand there twice; the order is their identity.
        <Para key={`${i + 1} ${doubt.name}`}>{sayDoubt(doubt)}</Para>
      ))}
    </Note>
  );
}
