/** Files that the command line names. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Unchecked } from './problem';

/** The bytes of a file; throws a problem that names it. */
export function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Unchecked(`${path} cannot be read`, { cause: error });
  }
}

/** Writes a file over the one that is there; throws a problem that names it. */
export function writeFile(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new Unchecked(`${path} cannot be written`, { cause: error });
  }
}
