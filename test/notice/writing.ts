import { noticePage, noticeLists, draftNotice, publishNotice } from '#shared/notice/contract';
import type { NoticeLine, NoticePage, NoticeText } from '#shared/notice/notice';
import type { AreaCode } from '#shared/area/code';
import type { Session } from '#shared/identity/contract';
import type { Id } from '#shared/ids';
import { freshId, type TestCounty } from '#test/setup';

/** A text an office could write. */
export function noticeText(change: Partial<NoticeText> = {}): NoticeText {
  return {
    title: '登记参加选举的村民名单公告',
    number: 3,
    issuer: '枣坪村村民选举委员会',
    stage: 3,
    html: '<p>现将名单予以公布。</p>',
    attachments: [],
    ...change,
  };
}

/** A draft as its office just started it. */
export async function drafted(
  county: TestCounty,
  clerk: Session,
  area: AreaCode,
  text: NoticeText = noticeText(),
  id = freshId(),
): Promise<Id> {
  await county.must(draftNotice, { params: { area, id }, body: text }, clerk);
  return id;
}

/** A notice that people read. */
export async function published(
  county: TestCounty,
  clerk: Session,
  area: AreaCode,
  text: NoticeText = noticeText(),
  id = freshId(),
): Promise<Id> {
  await drafted(county, clerk, area, text, id);
  await county.must(publishNotice, { params: { area, id }, body: { revision: 1 } }, clerk);
  return id;
}

/** An area's whole list as a reader turns its pages, newest page first. */
export async function pagesOf(county: TestCounty, area: AreaCode): Promise<NoticePage[]> {
  const [newest] = await county.must(noticeLists, { params: { area } });
  const pages = [newest!];
  for (let page = newest!.page - 1; page >= 1; page -= 1) {
    pages.push(await county.must(noticePage, { params: { area, page } }));
  }
  return pages;
}

/** All lines of an area, newest first. */
export async function linesOf(county: TestCounty, area: AreaCode): Promise<NoticeLine[]> {
  return (await pagesOf(county, area)).flatMap((page) => page.notices);
}
