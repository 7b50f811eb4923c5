/** What a new snapshot changes: what whoever signs it must have seen. */
import { concatBytes, equalBytes, toHex } from '../crypto/bytes';
import { type DirectoryEntry, encodeEntry } from './entry';
import { officeText, sameOffice } from './office';

export interface OfficeChange {
  readonly entry: DirectoryEntry;
  readonly change: 'new' | 'changed' | 'same';
  /** Officer ids that were not there in the published entry, and those that are no longer. */
  readonly added: readonly number[];
  readonly removed: readonly number[];
  /** Whose devices are others than before, of those who stay. */
  readonly moved: readonly number[];
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
    const change = old ? changeOf(old, entry) : 'new';
    const moved = is.filter((id) => was.includes(id) && devicesOf(old, id) !== devicesOf(entry, id));
    return { entry, change, added, removed, moved };
  });
}

/** Published offices that the next snapshot would leave out. */
export function missingFrom(
  published: readonly DirectoryEntry[],
  next: readonly DirectoryEntry[],
): DirectoryEntry[] {
  return published.filter(({ office }) => !next.some((one) => sameOffice(one.office, office)));
}

function idsOf(entry: DirectoryEntry | undefined): number[] {
  return [...new Set(entry?.officers.map(({ id }) => id))];
}

function devicesOf(entry: DirectoryEntry | undefined, of: number): string {
  const own = entry?.officers.filter(({ id }) => id === of) ?? [];
  return own
    .map(({ signPk, devicePk }) => toHex(concatBytes(signPk, devicePk)))
    .sort()
    .join(' ');
}

function changeOf(old: DirectoryEntry, entry: DirectoryEntry): 'changed' | 'same' {
  return equalBytes(encodeEntry(old), encodeEntry(entry)) ? 'same' : 'changed';
}
