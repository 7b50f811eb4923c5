import type { DirectoryEntry } from './entry';

/** How many people of an entry may do something: an officer with several devices is one. */
export function peopleWho({ officers }: DirectoryEntry, may: 'maySign' | 'mayHoldKey'): number {
  return new Set(officers.filter((one) => one[may]).map(({ id }) => id)).size;
}
