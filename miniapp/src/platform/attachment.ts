import { type FilePlace, filePath } from '#shared/notice/file-place';
import type { Trust } from './trust';

/** Where a published attachment is read. */
export function attachmentUrl({ hosts }: Trust, place: FilePlace): string {
  return hosts.api + filePath(place);
}
