import type { Chosen } from './chosen';
import { chooseFiles, chosenFile } from './choose-files';

// Files as they are: recordings, documents, photographs with all that a camera wrote. choose-originals.weapp.ts is the other half.

/** What the person may be asked for: a browser asks the system, which records too. */
const ANYTHING = 'image/*,audio/*,video/*,.pdf,.doc,.docx,.xls,.xlsx,.txt';

/** Lets somebody choose files, at most so many; none when they would rather not. */
export async function chooseOriginals(most: number): Promise<Chosen[]> {
  return (await chooseFiles(ANYTHING, most)).map(chosenFile);
}
