import type { AreaCode } from '../area/code';
import type { Id } from '../ids';

/** Where a file lies: each notice has its own, so that erasing one takes nothing from another. */
export interface FilePlace {
  area: AreaCode;
  /** The notice's. */
  id: Id;
  sha256: string;
}

/** Where anybody reads a file, below the host of the API: its name is its content, so it never changes. */
export function filePath({ area, id, sha256 }: FilePlace): string {
  return `/blobs/${area}/${id}/${sha256}`;
}
