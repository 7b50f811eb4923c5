import { ARCHIVE_ENDING } from '#shared/archive/sizes';
import type { Chosen } from './chosen';
import { chooseFiles } from './choose-files';

// Files as they are: recordings, documents, photographs with all that a camera wrote. choose-originals.weapp.ts is the other half.

/** What the person may be asked for: a browser asks the system, which records too. */
const ANYTHING = 'image/*,audio/*,video/*,.pdf,.doc,.docx,.xls,.xlsx,.txt';

/** Lets somebody choose files, at most so many; none when they would rather not. */
export async function chooseOriginals(most: number): Promise<Chosen[]> {
  return (await chooseFiles(ANYTHING, most)).map(chosenOf);
}

/** Lets somebody choose one file that a desk made; undefined when they would rather not. */
export async function chooseArchive(): Promise<Chosen | undefined> {
  return (await chooseFiles(ARCHIVE_ENDING, 1)).map(chosenOf)[0];
}

function chosenOf(file: File): Chosen {
  return {
    name: file.name,
    type: file.type || 'application/octet-stream',
    length: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  };
}
