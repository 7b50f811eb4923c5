import type { ReactNode } from 'react';
import type { AreaCode } from '#shared/area/code';
import { moveProxy, type ShownProxy } from '#shared/proxy/contract';
import { listable, proxiesNotice } from '#shared/proxy/notice';
import { Button } from '../../components/button';
import { Box, Heading, Para } from '../../components/native';
import { NoticeText } from '../../components/notice-text';
import { NotDone } from '../../components/states';
import { type Outcome, send } from '../../platform/request';
import { useAct } from '../../platform/use-act';
import type { Found } from './index';

/** Puts down, one by one, that the published notice names them. */
function useListing(area: AreaCode, waiting: readonly ShownProxy[], onListed: () => void) {
  const { busy, problem, act } = useAct();
  const list = async (): Promise<void> => {
    await act(async (): Promise<Outcome<unknown>> => {
      for (const { proxy } of waiting) {
        const answer = await send(moveProxy, { params: { area, id: proxy.id }, body: { to: 'listed' } });
        if (!answer.ok) return answer;
      }
      return { ok: true, value: undefined };
    });
    onListed();
  };
  return { problem, busy, list };
}

/** The text of notice 13 for the notice desk, and once it is published, that it is. */
export function Publication({
  area,
  found: { proxies, basis },
  onListed,
}: {
  area: AreaCode;
  found: Found;
  onListed: () => void;
}): ReactNode {
  const named = listable(proxies);
  const waiting = named.filter(({ proxy }) => proxy.state === 'checked');
  const { problem, busy, list } = useListing(area, waiting, onListed);
  return (
    <>
      <Heading level={2} className="t2">
        委托名单公告
      </Heading>
      {named.length === 0 ? (
        <Para className="mute">还没有核对好的，没有可以公布的。</Para>
      ) : (
        <>
          <NoticeText area={area} text={proxiesNotice(proxies, basis)} />
          <Para className="then">贴进公告里公布，公告会存入公开日志；墙上也贴一份。没有公布的不能代投。</Para>
        </>
      )}
      <NotDone title="没有都记下" problem={problem} />
      {waiting.length > 0 ? (
        <Box className="mt16">
          <Button off={busy} onTap={() => void list()}>
            {busy ? '正在记' : `公告发了，记下这 ${waiting.length} 份`}
          </Button>
        </Box>
      ) : null}
    </>
  );
}
