import { type ReactNode, useState } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Publication, RollPublication } from '#shared/roll/contract';
import { rollNotice } from '#shared/roll/notice';
import { Button } from '../../components/button';
import { Box, Para, TextArea } from '../../components/native';
import { Note } from '../../components/note';
import { copy } from '../../platform/device';
import { go } from '../../platform/navigate';

/** The text of notice 4 for the notice desk, and the step that the notice shows done. */
export function NoticeText({
  area,
  of,
  publication,
}: {
  area: AreaCode;
  of: RollPublication;
  publication: Publication;
}): ReactNode {
  const [copied, setCopied] = useState<boolean>();
  const text = rollNotice(of, publication);
  return (
    <>
      <Box className="mt16 area-box">
        <TextArea label="选民名单公告的正文" value={text} onInput={() => undefined} rows={8} />
      </Box>
      {copied === undefined ? null : (
        <Note
          icon={copied ? 'ok' : 'bad'}
          tone={copied ? 'done' : 'red'}
          title={copied ? '正文已复制' : '没有复制成，请选中正文再复制'}
        />
      )}
      <Box className="mt8">
        <Button kind="second" onTap={() => void copy(text).then(setCopied)}>
          复制正文
        </Button>
      </Box>
      <Box className="mt8">
        <Button kind="second" onTap={() => go('notice/office/editor/index', { area })}>
          去写公告
        </Button>
      </Box>
      <Box className="mt8">
        <Button kind="second" onTap={() => go('election/office/index', { area })}>
          去时间表记下
        </Button>
      </Box>
      <Para className="then">
        正文里没有姓名，谁都可以看。公告公布以后，到时间表的“公布选民名单”里选它作凭据。
      </Para>
    </>
  );
}
