import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextStore } from '#functions/platform/texts';
import { orMissing } from './blobs';

/** The texts of one machine's county: a folder beside its database. */
export function localTexts(directory: string): TextStore {
  return {
    read: (name) => readFile(join(directory, name), 'utf8').catch(orMissing),
    async write(name, text) {
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, `${name}.new`), text);
      await rename(join(directory, `${name}.new`), join(directory, name));
    },
  };
}
