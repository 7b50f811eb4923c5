import { equalBytes } from '#shared/crypto/bytes';
import { actingFromWire, actsBy } from '#shared/directory/acting';
import type { ActingWire, EntryWire } from '#shared/directory/contract';
import { readActingEntry, type SentEntry } from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import { type Office, sameOffice } from '#shared/directory/office';
import { peopleWho } from '#shared/directory/people';
import { entryFromWire } from '#shared/directory/wire';
import { fail, ok, type Result } from '#shared/result';
import { newestEntry } from './directory';
import type { AnchoredPlatform } from './platform';

/** The office's entry under which an officer acts, and the bytes that prove it to whoever reads the act. */
export interface Signer {
  readonly entry: DirectoryEntry;
  readonly sent: SentEntry;
  /** The office's entry of the newest directory, which may be another one by now. */
  readonly newest: DirectoryEntry;
}

/** What an act is checked against. */
export type ActingPlatform = Pick<AnchoredPlatform, 'anchor' | 'county' | 'prepared'>;

/**
 * The entry that came with an act of today: of this office, in the county's directory that the act names by its hash.
 * Who signed is still to be held against the newest entry.
 */
export async function signerOf(
  p: ActingPlatform,
  wire: EntryWire,
  { office, directory }: { office: Office; directory: Uint8Array },
  today: number,
): Promise<Result<Signer>> {
  const sent = entryFromWire(wire);
  const read = readActingEntry(sent, p.anchor, today);
  const isTheirs = read && equalBytes(read.hash, directory) && sameOffice(read.entry.office, office);
  if (!isTheirs) return fail('tip-signer');
  const newest = await newestEntry(p, office);
  return newest ? ok({ entry: read.entry, sent, newest }) : fail('tip-signer-gone');
}

/** The same, when a device of the office that its newest entry lists still sent these bytes. */
export async function actingSigner(
  p: ActingPlatform,
  wire: ActingWire,
  sent: Uint8Array,
  at: { office: Office; directory: Uint8Array },
  today: number,
): Promise<Result<Signer>> {
  const signer = await signerOf(p, wire, at, today);
  if (!signer.ok) return signer;
  const acting = actingFromWire(wire);
  if (!actsBy(sent, acting, signer.value.entry)) return fail('tip-signer');
  return actsBy(sent, acting, signer.value.newest) ? signer : fail('tip-signer-gone');
}

/**
 * By which entry the officers of an office are counted: who has left it since does not count, and who came since neither,
 * whom readers of the act do not find under its directory.
 */
export function countedBy({ entry, newest }: Signer): DirectoryEntry {
  return peopleWho(newest, 'maySign') < peopleWho(entry, 'maySign') ? newest : entry;
}
