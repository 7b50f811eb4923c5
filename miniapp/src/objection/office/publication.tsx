import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Answer } from '#shared/contract';
import type { readObjections } from '#shared/objection/contract';
import { decisionsNotice } from '#shared/objection/notice';
import { Button } from '../../components/button';
import { Box, Heading, Para, TextArea } from '../../components/native';
import { Note } from '../../components/note';
import { copy } from '../../platform/device';
import { go } from '../../platform/navigate';

/** The text of notice 4-1 for the notice desk: decisions by number and reason, nothing about anybody. */
export function Publication({
  area,
  found: { filed, basis },
}: {
  area: AreaCode;
  found: Answer<typeof readObjections>;
}): ReactNode {
  const [copied, setCopied] = useState<boolean>();
  const decided = filed.flatMap((one) => (one.state === 'decided' ? [one] : []));
  const text = decisionsNotice(decided, basis);
  return (
    <>
      <Heading level={2} className="t2">
        异议处理公告
      </Heading>
      {decided.length === 0 ? <Para className="mute">还没有决定，没有可以公布的。</Para> : null}
      {decided.length > 0 ? (
        <>
          <Box className="mt12 area-box">
            <TextArea label="公告正文" value={text} onInput={() => undefined} rows={10} />
          </Box>
          {copied === undefined ? null : (
            <Note
              icon={copied ? 'ok' : 'bad'}
              tone={copied ? 'done' : 'red'}
              title={copied ? '正文已复制' : '没有复制成，请选中正文再复制'}
            />
          )}
          <Box className="mt12">
            <Button onTap={() => void copy(text).then(setCopied)}>复制正文</Button>
          </Box>
          <Box className="mt8">
            <Button kind="second" onTap={() => go('notice/office/editor/index', { area })}>
              去写公告
            </Button>
          </Box>
          <Para className="then">贴进公告里公布，公告会存入公开日志；墙上也贴一份。</Para>
        </>
      ) : null}
    </>
  );
}
