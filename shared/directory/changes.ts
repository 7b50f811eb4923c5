/** What a new snapshot changes: what whoever signs it must have seen. */
import { equalBytes } from '../crypto/bytes';
import { type DirectoryEntry, encodeEntry } from './entry';
import { officeText } from './office';

export interface OfficeChange {
  readonly entry: DirectoryEntry;
  readonly change: 'new' | 'changed' | 'same';
  /** Officer ids that were not there in the published entry, and those that are no longer. */
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

/** Each office of the next snapshot beside its published entry; nothing published makes every office new. */
export function changesSince(
  published: readonly DirectoryEntry[],
  next: readonly DirectoryEntry[],
): OfficeChange[] {
  const before = new Map(published.map((entry) => [officeText(entry.office), entry]));
  return next.map((entry) => {
    const old = before.get(officeText(entry.office));
    const [was, is] = [idsOf(old), idsOf(entry)];
    const added = is.filter((id) => !was.includes(id));
    const removed = was.filter((id) => !is.includes(id));
    return { entry, change: old ? changeOf(old, entry) : 'new', added, removed };
  });
}

function idsOf(entry: DirectoryEntry | undefined): number[] {
  return entry?.officers.map(({ id }) => id) ?? [];
}

function changeOf(old: DirectoryEntry, entry: DirectoryEntry): 'changed' | 'same' {
  return equalBytes(encodeEntry(old), encodeEntry(entry)) ? 'same' : 'changed';
}
