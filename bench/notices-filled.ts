import { randomBytes } from 'node:crypto';
import {
  NEWEST_PAGE,
  officeLine,
  pageDocument,
  publicLine,
  publishedNotice,
  versionDocument,
} from '#functions/notice/documents';
import { createNotice, putList } from '#functions/notice/items';
import { emptyPage, withPublished } from '#functions/notice/pages';
import type { Dynamo } from '#functions/platform/dynamo';
import type { Write } from '#functions/platform/item';
import { noticeDocument, publishDocuments } from '#functions/platform/prepared';
import type { AreaCode } from '#shared/area/code';
import type { NoticeText, OfficeNotice } from '#shared/notice/notice';
import * as rules from '#shared/notice/rules';
import { freshId } from './random';

/** A text as offices write them. */
export const TEXT: NoticeText = {
  title: '关于公布登记参加选举的村民名单的公告',
  number: 3,
  issuer: '枣坪村村民选举委员会',
  stage: 3,
  html: `<p>${'现将登记参加本届村民委员会选举的村民名单予以公布，村民有异议的，应当自公布之日起五日内提出。'.repeat(4)}</p>`,
  attachments: [],
};

/** Above so many, only what publishing meets is written: list pages, their count, no notice behind a line. */
const WRITTEN_WHOLE = 10_000;
const AT_ONCE = 15;

/**
 * Fills an area's list as if so many notices had been published one by one, by the product's own rules, pages and
 * items, with many notices in one transaction.
 */
export async function fillNotices(dynamo: Dynamo, area: AreaCode, count: number): Promise<void> {
  const now = Math.floor(Date.now() / 1000);
  const writer = batches(dynamo);
  let newest = emptyPage(area);
  for (let i = 0; i < count; i += 1) {
    const notice = publishedAt(area, now - (count - i) * 60);
    const line = publicLine(notice);
    if (!line) throw new Error('not published');
    if (count <= WRITTEN_WHOLE) await writer.add(noticeWrites(notice, i + 1));
    const after = withPublished(newest, line);
    newest = after.newest;
    if (after.frozen) await writer.add(documents(area, { [pageDocument(after.frozen.page)]: after.frozen }));
  }
  await writer.add([...publishDocuments(area, { [NEWEST_PAGE]: newest }), putList(area, count, 0)]);
  await writer.flush();
}

function publishedAt(area: AreaCode, at: number): OfficeNotice {
  const id = freshId();
  const published = rules.publish(rules.draft({ id, area }, TEXT, at), at, randomBytes(16));
  if (!published.ok) throw new Error(published.error.code);
  return published.value;
}

function noticeWrites(notice: OfficeNotice, ordinal: number): Write[] {
  const { area, id, version, text, versions } = notice;
  const line = officeLine(notice);
  const shown = publicLine(notice);
  const document = shown && publishedNotice(shown, notice);
  const head = { ...line, versions, ordinal, files: [], draftHash: '', auditHash: '' };
  return [
    ...createNotice(head, line, text),
    ...documents(area, { [noticeDocument(id)]: document, [versionDocument(id, version)]: document }),
  ];
}

/** Documents without a new version of their area: the last write has it. */
function documents(area: AreaCode, made: Record<string, unknown>): Write[] {
  return publishDocuments(area, made).filter((write) => write.kind === 'put');
}

function batches(dynamo: Dynamo) {
  let waiting: Write[] = [];
  const flush = async () => {
    const written = await dynamo.transact(waiting);
    if (!written.ok) throw new Error('the area is not empty');
    waiting = [];
  };
  return {
    flush,
    async add(writes: readonly Write[]) {
      waiting.push(...writes);
      if (waiting.length >= AT_ONCE * 5) await flush();
    },
  };
}
