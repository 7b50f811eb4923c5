import type { ReactNode } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Answer } from '#shared/contract';
import type { readObjections } from '#shared/objection/contract';
import { decisionsNotice } from '#shared/objection/notice';
import { Heading, Para } from '../../components/native';
import { NoticeText } from '../../components/notice-text';

/** The text of notice 4-1 for the notice desk: decisions by number and reason, nothing about anybody. */
export function Publication({
  area,
  found: { filed, basis },
}: {
  area: AreaCode;
  found: Answer<typeof readObjections>;
}): ReactNode {
  const decided = filed.flatMap((one) => (one.state === 'decided' ? [one] : []));
  return (
    <>
      <Heading level={2} className="t2">
        异议处理公告
      </Heading>
      {decided.length === 0 ? (
        <Para className="mute">还没有决定，没有可以公布的。</Para>
      ) : (
        <>
          <NoticeText area={area} text={decisionsNotice(decided, basis)} />
          <Para className="then">贴进公告里公布，公告会存入公开日志；墙上也贴一份。</Para>
        </>
      )}
    </>
  );
}
