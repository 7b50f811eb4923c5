import * as z from 'zod';
import { Id } from '#shared/ids';
import type { Dynamo } from '../platform/dynamo';
import * as files from './file-items';

/** Files of one look at what waits. */
const AT_ONCE = 50;
/** Files that are ended side by side. */
const SIDE_BY_SIDE = 5;

/** How fast files are ended, and how long: their table has a limit, which letters need too. */
export interface Pace {
  /** After each piece. */
  readonly rest: () => Promise<void>;
  /** Asked before each piece: what is left over is the next run's. */
  readonly isOver: () => boolean;
}

/** How many files were ended, and how many could not be: they wait for the next run. */
export interface Ended {
  readonly ended: number;
  readonly failed: number;
}

/**
 * Takes away what has waited for a record since before the end of a day: first no record may name it any more, then its
 * pieces go, then what says that it was there. Cut off anywhere, it goes on there; a file that fails stops no other.
 */
export async function endWaiting(dynamo: Dynamo, lastDay: number, pace: Pace): Promise<Ended> {
  const lines = waiting(dynamo, lastDay);
  const counts = { ended: 0, failed: 0 };
  const work = async () => {
    for await (const line of lines) {
      // Whoever stops here stops all.
      if (pace.isOver()) return;
      try {
        if (await endOne(dynamo, line, pace)) counts.ended += 1;
      } catch {
        counts.failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return counts;
}

type Waiting = z.output<typeof files.StoredWaiting>;

/** What waits, the oldest first, each once. */
async function* waiting(dynamo: Dynamo, lastDay: number): AsyncGenerator<Waiting> {
  let after: string | undefined;
  for (;;) {
    const range = { PK: files.WAITING, upTo: files.waitingUpTo(lastDay), limit: AT_ONCE };
    const page = z
      .array(files.StoredWaiting)
      .parse(await dynamo.query('files', { ...range, ...(after && { after }) }));
    yield* page;
    after = page.at(-1)?.SK;
    if (page.length < AT_ONCE) return;
  }
}

async function endOne(dynamo: Dynamo, line: Waiting, pace: Pace): Promise<boolean> {
  const [caseId, file] = [Id.parse(line.case), Id.parse(line.file)];
  const begun = await dynamo.transact([files.beginEnding(caseId, file)]);
  const found = await dynamo.get('files', files.fileKey(caseId, file));
  if (!begun.ok || !found) {
    // A record named it in the meantime, or it is gone.
    await dynamo.transact([files.forgetWaiting(line.SK)]);
    return false;
  }
  const stored = files.StoredFile.parse(found);
  for (const piece of files.piecesThere(stored)) {
    if (pace.isOver()) return false;
    await dynamo.remove('files', files.pieceKey({ caseId, file, piece }));
    await pace.rest();
  }
  const gone = files.forgetFile(caseId, file, stored, files.piecesThere(stored).length);
  return (await dynamo.transact(gone)).ok;
}
