import { DirectoryWire } from '#shared/directory/contract';
import { decodeEntry, type DirectoryEntry } from '#shared/directory/entry';
import { type Office, sameOffice } from '#shared/directory/office';
import { bytesOf } from './base64url';
import type { PreparedDocument } from './prepared';
import { publicDocument, type PublicReader } from './published';

/** Names of the directory's documents: the newest, and each under its epoch for as long as the next is not in the log. */
export const CURRENT = 'directory#current';
export const epochName = (epoch: number): string => `directory#${epoch}`;

const Entries = DirectoryWire.pick({ entries: true });
const read = new WeakMap<PreparedDocument, readonly DirectoryEntry[]>();

/**
 * An office's entry of the directory that the county signed last, in the log or not yet: who has left it acts no more.
 * Undefined when it lists no such office.
 */
export async function newestEntry(p: PublicReader, office: Office): Promise<DirectoryEntry | undefined> {
  const found = await publicDocument(p, p.county, CURRENT);
  if (!found.ok) return undefined;
  const entries = read.get(found.value) ?? entriesOf(found.value);
  read.set(found.value, entries);
  return entries.find((entry) => sameOffice(entry.office, office));
}

function entriesOf({ body }: PreparedDocument): DirectoryEntry[] {
  const { entries } = Entries.parse(JSON.parse(body));
  return entries.flatMap((entry) => decodeEntry(bytesOf(entry)) ?? []);
}
