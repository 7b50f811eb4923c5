import { equalBytes } from '#shared/crypto/bytes';

/** The tables were restored to an older time: under the old name nothing more may be signed. */
export class LogRestored extends Error {
  override name = 'LogRestored';
}

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** The head as each of two tables has it, and what was signed. */
export interface Heads {
  readonly head: Head | undefined;
  readonly mirror: Head | undefined;
  readonly checkpoint: { readonly size: number } | undefined;
}

/** Whether the tables hold two different pasts, or less than was signed. */
export function looksRestored({ head, mirror, checkpoint }: Heads): boolean {
  const size = head?.size ?? 0;
  return !isSameHead(head, mirror) || size < (checkpoint?.size ?? 0);
}

/** Whether the log stands where it stood. */
export function isSameHead(one: Head | undefined, other: Head | undefined): boolean {
  return one && other ? one.size === other.size && equalBytes(one.root, other.root) : one === other;
}
