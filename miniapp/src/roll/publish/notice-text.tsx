import type { ReactNode } from 'react';
import type { AreaCode } from '#shared/area/code';
import type { Publication, RollPublication } from '#shared/roll/contract';
import { rollNotice } from '#shared/roll/notice';
import { Button } from '../../components/button';
import { Box, Para } from '../../components/native';
import { NoticeText } from '../../components/notice-text';
import { go } from '../../platform/navigate';

/** The text of notice 4 for the notice desk, and the step that the notice shows done. */
export function RollNoticeText({
  area,
  of,
  publication,
}: {
  area: AreaCode;
  of: RollPublication;
  publication: Publication;
}): ReactNode {
  return (
    <>
      <NoticeText area={area} text={rollNotice(of, publication)} label="选民名单公告的正文" />
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
