import { ARCHIVE_ENDING } from '#shared/archive/sizes';
import { chooseFiles, chosenFile } from './choose-files';
import type { Chosen } from './chosen';

/** Lets somebody choose an archive that a desk made; undefined when they would rather not. H5 only. */
export async function chooseArchive(): Promise<Chosen | undefined> {
  const [file] = await chooseFiles(ARCHIVE_ENDING, 1);
  return file && chosenFile(file);
}
