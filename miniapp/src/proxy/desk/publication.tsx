import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Id } from '#shared/ids';
import { officeNotices } from '#shared/notice/contract';
import type { OfficeNoticeLine } from '#shared/notice/notice';
import { type DeskProxy, moveProxy } from '#shared/proxy/contract';
import { listable, proxiesNotice } from '#shared/proxy/notice';
import { sayMoment } from '#shared/time';
import { Button } from '../../components/button';
import { ChoiceList } from '../../components/choice';
import { Box, Heading, Para } from '../../components/native';
import { Note } from '../../components/note';
import { NoticeText } from '../../components/notice-text';
import { NotDone, Read } from '../../components/states';
import { useRead } from '../../platform/read';
import { type Problem, send } from '../../platform/request';
import type { Found } from './side';

interface Props {
  area: AreaCode;
  found: Found;
  onListed: () => void;
}

/** The text of notice 13 for the notice desk, and once it is published, by which notice that was. */
export function Publication({ area, found, onListed }: Props): ReactNode {
  const { proxies, basis } = found;
  const named = listable(proxies);
  const stale = proxies.filter(({ listing }) => listing === 'stale');
  return (
    <>
      <Heading level={2} className="t2">
        委托名单公告
      </Heading>
      {stale.length > 0 ? (
        <Note icon="warn" tone="due" title={`公布的名单里还有${sayNumbers(stale)}，已经不算数`}>
          {named.length > 0
            ? '用下面的正文更正那份公告，或者另发一份新的，再记下。'
            : '名单上没有别人了，请到公告里撤下那一份。'}
        </Note>
      ) : null}
      {named.length === 0 ? (
        <Para className="mute">还没有核对好的，没有可以公布的。</Para>
      ) : (
        <>
          <NoticeText area={area} text={proxiesNotice(proxies, basis)} />
          <Para className="then">贴进公告里公布，公告会存入公开日志；墙上也贴一份。没有公布的不能代投。</Para>
          <ByNotice area={area} named={named} onListed={onListed} />
        </>
      )}
    </>
  );
}

function sayNumbers(proxies: readonly DeskProxy[]): string {
  return proxies.map(({ proxy }) => `第 ${proxy.number} 号`).join('、');
}

/** Whether a notice may be notice 13: by its number, or by its title. */
function mayBeList({ state, number, title }: OfficeNoticeLine): boolean {
  return state.kind === 'published' && (number === 13 || title.includes('委托'));
}

/** Which published notice names them: nothing is listed but by its document. */
function ByNotice({
  area,
  named,
  onListed,
}: {
  area: AreaCode;
  named: readonly DeskProxy[];
  onListed: () => void;
}): ReactNode {
  const { reading, again } = useRead(officeNotices, { params: { area }, query: {} });
  return (
    <Box className="mt16">
      <Heading level={3} className="t3">
        公布以后，记下是哪一份公告
      </Heading>
      <Read reading={reading} what="公告" again={again}>
        {({ notices }) => {
          const lists = notices.filter(mayBeList);
          return lists.length === 0 ? (
            <Para className="mute tl">还没有公布过第13号公告，也没有标题里带“委托”的公告。</Para>
          ) : (
            <Choose {...{ area, named, lists, onListed }} />
          );
        }}
      </Read>
    </Box>
  );
}

/** Binds proxies to a notice one by one; answers which it does not name, and stops at any other hindrance. */
function useListing(area: AreaCode, onListed: () => void) {
  const [missing, setMissing] = useState<readonly DeskProxy[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const list = async (notice: Id, waiting: readonly DeskProxy[]): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const unnamed: DeskProxy[] = [];
    for (const one of waiting) {
      const params = { area, id: one.proxy.id };
      const answer = await send(moveProxy, { params, body: { to: 'listed', notice } });
      if (answer.ok) continue;
      if (answer.problem.code !== 'proxy-notice') {
        setProblem(answer.problem);
        break;
      }
      unnamed.push(one);
    }
    setMissing(unnamed);
    setBusy(false);
    onListed();
  };
  return { missing, problem, busy, list };
}

function Choose({
  area,
  named,
  lists,
  onListed,
}: {
  area: AreaCode;
  named: readonly DeskProxy[];
  lists: readonly OfficeNoticeLine[];
  onListed: () => void;
}): ReactNode {
  const [notice, setNotice] = useState<Id>();
  const { missing, problem, busy, list } = useListing(area, onListed);
  const waiting = named.filter(
    ({ proxy, listing }) => listing !== 'named' || (proxy.state === 'listed' && proxy.notice !== notice),
  );
  return (
    <>
      <ChoiceList
        one
        label="公布名单的公告"
        choices={lists.map((line) => ({ id: line.id, name: line.title, more: sayPlace(line) }))}
        chosen={notice ? [notice] : []}
        onToggle={(picked) => setNotice(lists.find(({ id }) => id === picked)?.id)}
      />
      <NotDone title="没有都记下" problem={problem} />
      {missing.length > 0 ? (
        <Note icon="bad" tone="red" title={`公告里没有写到${sayNumbers(missing)}，没有记下`}>
          请更正那份公告，正文用上面的，一个字不改；更正以后再记。
        </Note>
      ) : null}
      <Box className="mt12">
        <Button
          off={busy || !notice || waiting.length === 0}
          onTap={() => void (notice && list(notice, waiting))}
        >
          {busy ? '正在对公告' : waiting.length === 0 ? '都记下了' : `对一对公告，记下 ${waiting.length} 份`}
        </Button>
      </Box>
    </>
  );
}

function sayPlace({ number, state }: OfficeNoticeLine): string {
  const when = state.kind === 'published' ? sayMoment(state.changedAt) : '';
  return `${number === undefined ? '' : `第${number}号 `}${when}`;
}
