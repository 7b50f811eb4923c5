import { type ReactNode, useEffect, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { currentDirectory, type DirectoryWire } from '#shared/directory/contract';
import { type Ending, endingsOf } from '#shared/directory/expiry';
import { dateOfDay, sayDate } from '#shared/time';
import { today } from '../platform/clock';
import { useRead } from '../platform/read';
import { Para } from './native';
import { Note } from './note';

/** What of the county's directory ends soon or has ended, for those who renew it. Nothing when all holds. */
export function DirectoryEnding({ county }: { county: AreaCode }): ReactNode {
  const { reading } = useRead(currentDirectory, { params: { area: county } });
  const endings = useEndings(reading.kind === 'ready' ? reading.value : undefined);
  const [first] = endings;
  if (!first) return null;
  return (
    <Note
      icon="warn"
      tone="due"
      title={first.lastDay < today() ? '名录有的已经到期，群众写不成信' : '名录快到期了，到期群众就写不成信'}
    >
      {endings.map((ending) => (
        <Para key={`${ending.what} ${ending.name ?? ''}`}>{sentenceOf(ending)}</Para>
      ))}
    </Note>
  );
}

function useEndings(wire: DirectoryWire | undefined): readonly Ending[] {
  const [endings, setEndings] = useState<readonly Ending[]>([]);
  useEffect(() => {
    let gone = false;
    const show = (found: readonly Ending[]) => (gone ? undefined : setEndings(found));
    // Without a network the code does not come; the next opening says it.
    endingsIn(wire).then(show, () => show([]));
    return () => {
      gone = true;
    };
  }, [wire]);
  return endings;
}

/** The curves that check signatures are loaded when there is something to check. */
async function endingsIn(wire: DirectoryWire | undefined): Promise<readonly Ending[]> {
  if (!wire) return [];
  const { showDirectory } = await import('../platform/directory');
  const directory = await showDirectory(wire);
  return typeof directory === 'string' ? [] : endingsOf(directory, today());
}

const RENEW = {
  snapshot: '在“我的钥匙”里“签名并公布”一次，再管 30 天',
  root: '请保管根钥匙的人离线再签一次，把根签名贴到“我的钥匙”里',
  entry: '请那个办公室在“我的钥匙”里重做办公室钥匙',
} as const;

function sentenceOf({ what, lastDay, name = '' }: Ending): string {
  const thing = { snapshot: '县里的签名', root: '根签名', entry: `${name}的公钥` }[what];
  const until = `${thing}${lastDay < today() ? '已在' : '到'}${sayDate(dateOfDay(lastDay))}${lastDay < today() ? '到期' : '为止'}`;
  return `${until}：${RENEW[what]}。`;
}
