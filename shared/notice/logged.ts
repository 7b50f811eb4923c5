/** What the log keeps of a notice: each version, and at the end its withdrawal and its erasure, as one chain. */
import { bytesOf } from '../crypto/bytes';
import type { LogContent } from '../transparency/log-content';
import type { Logged } from '../transparency/logged';
import type { NoticeText, NoticeVersion, OfficeNotice } from './notice';

type Named = Pick<OfficeNotice, 'id' | 'area'>;

/** A version of a notice, as people read it. */
export function versionContent(
  { id, area }: Named,
  { title, number, issuer, stage, html, attachments }: NoticeText,
  { version, publishedAt, reason }: NoticeVersion,
): LogContent {
  const content = { id, area, version, publishedAt, reason, title, number, issuer, stage, html, attachments };
  return { kind: 'notice', area, id: bytesOf(id), version, content, known: Object.keys(content) };
}

/** An end of a notice, without its place in the chain. */
type Ending = Omit<LogContent, 'version'>;

/** The withdrawal of a notice that stood at `version`. */
export function withdrawalContent(
  { id, area }: Named,
  version: number,
  { withdrawnAt, reason }: { withdrawnAt: number; reason: string },
): Ending {
  const content = { id, area, withdrawn: version, withdrawnAt, reason };
  return { kind: 'withdrawal', area, id: bytesOf(id), content, known: Object.keys(content) };
}

/** The erasure of every version of a notice up to `version`, and of its withdrawal. */
export function erasureContent(
  { id, area }: Named,
  version: number,
  { erasedAt, reason }: { erasedAt: number; reason: string },
): Ending {
  const content = { id, area, erased: version, erasedAt, reason };
  return { kind: 'withdrawal', area, id: bytesOf(id), content, known: Object.keys(content) };
}

/** Where the next leaf of a notice's chain stands: behind its last version or, when it was withdrawn, behind that. */
export function nextLink({ versions, state }: Pick<OfficeNotice, 'versions' | 'state'>): {
  version: number;
  before: Logged | undefined;
} {
  return state.kind === 'withdrawn'
    ? { version: versions.length + 2, before: state.logged }
    : { version: versions.length + 1, before: versions[versions.length - 1]?.logged };
}
