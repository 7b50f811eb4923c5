import { Id } from '#shared/ids';
import type { Dynamo } from '../platform/dynamo';
import * as files from './file-items';

/** Files ended between two looks at what waits. */
const AT_ONCE = 50;

/**
 * Takes away what has waited for a record since before the end of a day: first no record may name it any more, then its
 * pieces go, then what says that it was there. Cut off anywhere, it goes on there.
 */
export async function endWaiting(dynamo: Dynamo, lastDay: number): Promise<number> {
  let ended = 0;
  let after: string | undefined;
  for (;;) {
    const range = { PK: files.WAITING, upTo: files.waitingUpTo(lastDay), limit: AT_ONCE };
    const page = await dynamo.query('files', { ...range, ...(after && { after }) });
    for (const item of page) {
      const line = files.StoredWaiting.parse(item);
      if (await endOne(dynamo, line)) ended += 1;
      after = line.SK;
    }
    if (page.length < AT_ONCE) return ended;
  }
}

async function endOne(dynamo: Dynamo, line: { SK: string; case: string; file: string }): Promise<boolean> {
  const [caseId, file] = [Id.parse(line.case), Id.parse(line.file)];
  const begun = await dynamo.transact([files.beginEnding(caseId, file)]);
  const found = await dynamo.get('files', files.fileKey(caseId, file));
  if (!begun.ok || !found) {
    // A record named it in the meantime, or it is gone.
    await dynamo.transact([files.forgetWaiting(line.SK)]);
    return false;
  }
  const stored = files.StoredFile.parse(found);
  for (const some of files.removePieces(caseId, file, stored)) await dynamo.transact(some);
  const gone = files.forgetFile(caseId, file, stored, files.countPieces(stored));
  return (await dynamo.transact(gone)).ok;
}
