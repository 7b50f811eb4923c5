import { equalBytes } from '#shared/crypto/bytes';
import type { EntryWire } from '#shared/directory/contract';
import { type LoggedAnchor, readActingEntry, type SentEntry } from '#shared/directory/directory';
import type { DirectoryEntry } from '#shared/directory/entry';
import { type Office, sameOffice } from '#shared/directory/office';
import { entryFromWire } from '#shared/directory/wire';
import { fail, ok, type Result } from '#shared/result';

/** The office's entry under which an officer acts, and the bytes that prove it to whoever reads the act. */
export interface Signer {
  readonly entry: DirectoryEntry;
  readonly sent: SentEntry;
}

/** The entry that came with an act of today: of this office, in the county's directory that the act names by its hash. */
export function signerOf(
  anchor: LoggedAnchor,
  wire: EntryWire,
  { office, directory }: { office: Office; directory: Uint8Array },
  today: number,
): Result<Signer> {
  const sent = entryFromWire(wire);
  const read = readActingEntry(sent, anchor, today);
  const isTheirs = read && equalBytes(read.hash, directory) && sameOffice(read.entry.office, office);
  return isTheirs ? ok({ entry: read.entry, sent }) : fail('tip-signer');
}
