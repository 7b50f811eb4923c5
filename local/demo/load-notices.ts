import type { Id } from '#shared/ids';
import {
  attachmentUpload,
  correctNotice,
  draftNotice,
  officeNotice,
  publishNotice,
  withdrawNotice,
} from '#shared/notice/contract';
import type { NoticeText, OfficeNotice } from '#shared/notice/notice';
import { paperForm } from './form';
import type { Load } from './load-options';
import type { DemoNotice, NoticeChange } from './rich';
import { demoId } from './seeded';

/** The id of a demo notice, by its key. */
export function noticeId(key: string): Id {
  return demoId('notice', key);
}

/** Drafts a notice, publishes or schedules it, and corrects or withdraws it on the day that was done. */
export async function loadNotice(load: Load, notice: DemoNotice): Promise<void> {
  const { area, by, publishAt, later } = notice;
  const params = { area, id: noticeId(notice.key) };
  load.clock.now = notice.at;
  let stands = (await find(load, notice)) ?? (await draft(load, notice));
  if (stands.state.kind === 'draft') {
    const body = { revision: stands.revision, ...(publishAt !== undefined && { publishAt }) };
    stands = await load.sessions.must(publishNotice, { params, body }, by.person);
  }
  if (later && stands.state.kind === 'published' && stands.version === 1) {
    load.clock.now = later.at;
    await change(load, notice, stands.revision, later);
  }
}

async function find(
  { send, sessions }: Load,
  { key, area, by }: DemoNotice,
): Promise<OfficeNotice | undefined> {
  const { access } = await sessions.of(by.person);
  const found = await send(officeNotice, { params: { area, id: noticeId(key) } }, access);
  return found.ok ? found.value : undefined;
}

async function draft(load: Load, notice: DemoNotice): Promise<OfficeNotice> {
  const { area, by } = notice;
  const text = notice.form ? await withForm(load, notice, notice.text) : notice.text;
  return load.sessions.must(
    draftNotice,
    { params: { area, id: noticeId(notice.key) }, body: text },
    by.person,
  );
}

async function change(load: Load, notice: DemoNotice, revision: number, later: NoticeChange): Promise<void> {
  const { area, by } = notice;
  const params = { area, id: noticeId(notice.key) };
  const { reason } = later;
  if (later.kind === 'withdraw') {
    await load.sessions.must(withdrawNotice, { params, body: { revision, reason } }, by.person);
    return;
  }
  const text = notice.form ? await withForm(load, notice, later.text) : later.text;
  await load.sessions.must(correctNotice, { params, body: { revision, text, reason } }, by.person);
}

/** The text with the paper form attached, its bytes put where the office may put them. */
async function withForm(
  { reach, sessions }: Load,
  notice: DemoNotice,
  text: NoticeText,
): Promise<NoticeText> {
  const { bytes, attachment } = paperForm();
  const place = await sessions.must(
    attachmentUpload,
    { params: { area: notice.area, id: noticeId(notice.key) }, body: attachment },
    notice.by.person,
  );
  const put = await reach(place.url, { method: 'PUT', headers: place.headers, body: bytes });
  if (!put.ok) throw new Error(`attachment: ${put.status}`);
  return { ...text, attachments: [attachment] };
}
