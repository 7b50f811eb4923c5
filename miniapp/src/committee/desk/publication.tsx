import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { Button } from '../../components/button';
import { Box, Heading, Para, TextArea } from '../../components/native';
import { Note } from '../../components/note';
import { copy } from '../../platform/device';
import { go } from '../../platform/navigate';

/** The text of a notice for the notice desk. */
export function Publication({
  area,
  title,
  text,
}: {
  area: AreaCode;
  title: string;
  text: string;
}): ReactNode {
  const [copied, setCopied] = useState<boolean>();
  return (
    <>
      <Heading level={2} className="t2">
        {title}
      </Heading>
      <Box className="mt12 area-box">
        <TextArea label="公告正文" value={text} onInput={() => undefined} rows={12} />
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
      <Para className="then">贴进公告里公布，墙上也贴一份，报镇里备案一份。</Para>
    </>
  );
}
