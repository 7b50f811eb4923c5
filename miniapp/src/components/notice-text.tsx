import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import { copy } from '../platform/device';
import { go } from '../platform/navigate';
import { Button } from './button';
import { Box, TextArea } from './native';
import { Note } from './note';

/** The words of a notice that a desk has made, to be copied into the notice desk's editor. */
export function NoticeText({
  area,
  text,
  label = '公告正文',
}: {
  area: AreaCode;
  text: string;
  label?: string;
}): ReactNode {
  const [copied, setCopied] = useState<boolean>();
  return (
    <>
      <Box className="inp mt12 area-box">
        <TextArea label={label} value={text} onInput={() => undefined} rows={10} />
      </Box>
      {copied === undefined ? null : (
        <Note
          icon={copied ? 'ok' : 'bad'}
          tone={copied ? 'done' : 'red'}
          title={copied ? '正文已复制' : '没有复制成，请选中正文再复制'}
        />
      )}
      <Box className="mt12">
        <Button kind="second" onTap={() => void copy(text).then(setCopied)}>
          复制正文
        </Button>
      </Box>
      <Box className="mt8">
        <Button kind="second" onTap={() => go('notice/office/editor/index', { area })}>
          去写公告
        </Button>
      </Box>
    </>
  );
}
