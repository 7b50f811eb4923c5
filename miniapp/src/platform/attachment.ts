import { type Attachment, blobPath } from '#shared/notice/notice';
import type { Trust } from './trust';

/** Where a published attachment is read. */
export function attachmentUrl({ hosts }: Trust, { sha256 }: Attachment): string {
  return hosts.api + blobPath(sha256);
}
