import type { Attachment } from '#shared/notice/notice';
import type { FilePlace } from '#shared/notice/file-place';
import type { BlobStore } from '../platform/blobs';

/** Whether every attachment lies with its notice and is what it is called: people must never meet a dead link. */
export async function areThere(
  blobs: BlobStore,
  { area, id }: Pick<FilePlace, 'area' | 'id'>,
  attachments: readonly Attachment[],
): Promise<boolean> {
  const found = await Promise.all(
    attachments.map(async ({ sha256, size, type }) => {
      const stored = await blobs.stat({ area, id, sha256 });
      return stored?.size === size && stored.type === type;
    }),
  );
  return found.every(Boolean);
}
