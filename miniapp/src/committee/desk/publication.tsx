import type { ReactNode } from 'react';
import type { AreaCode } from '#shared/area/code';
import { Heading, Para } from '../../components/native';
import { NoticeText } from '../../components/notice-text';

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
  return (
    <>
      <Heading level={2} className="t2">
        {title}
      </Heading>
      <NoticeText area={area} text={text} />
      <Para className="then">贴进公告里公布，墙上也贴一份，报镇里备案一份。</Para>
    </>
  );
}
