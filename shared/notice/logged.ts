/** What the log keeps of a notice: each version, and at the end its withdrawal, as one chain. */
import { bytesOf } from '../crypto/bytes';
import type { LogContent } from '../transparency/log-content';
import type { NoticeText, NoticeVersion, OfficeNotice } from './notice';

type Named = Pick<OfficeNotice, 'id' | 'area'>;

/** A version of a notice, as people read it. */
export function versionContent(
  { id, area }: Named,
  { title, number, issuer, stage, html, attachments }: NoticeText,
  { version, publishedAt, reason }: NoticeVersion,
): LogContent {
  const content = { id, area, version, publishedAt, reason, title, number, issuer, stage, html, attachments };
  return { kind: 'notice', area, id: bytesOf(id), version, content };
}

/** The withdrawal of a notice that stood at `version`. */
export function withdrawalContent(
  { id, area }: Named,
  version: number,
  { withdrawnAt, reason }: { withdrawnAt: number; reason: string },
): LogContent {
  const content = { id, area, withdrawn: version, withdrawnAt, reason };
  return { kind: 'withdrawal', area, id: bytesOf(id), version: version + 1, content };
}
