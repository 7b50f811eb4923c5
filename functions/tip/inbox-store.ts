import type { Office } from '#shared/directory/office';
import type { Bucket } from '#shared/tip/contract';
import type { Dynamo } from '../platform/dynamo';
import * as items from './items';

/** An office's lines by due day, at most `limit`, beginning after a sort key. */
export async function readInbox(
  dynamo: Dynamo,
  office: Office,
  page: { bucket: Bucket; after?: string | undefined; overdueOn?: number },
  limit: number,
) {
  const { bucket, after } = page;
  const upTo = page.overdueOn === undefined ? undefined : items.overdueUpTo(page.overdueOn);
  // A start outside the range is an error to the database; here it is a page behind the last.
  if (after !== undefined && upTo !== undefined && after > upTo) return [];
  const found = await dynamo.query('cases', {
    PK: items.inboxPartition(office, bucket),
    limit,
    ...(after !== undefined && { after }),
    ...(upTo !== undefined && { upTo }),
  });
  return found.map((item) => items.StoredLine.parse(item));
}
