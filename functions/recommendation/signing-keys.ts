import * as z from 'zod';
import type { AreaCode } from '#shared/area/code';
import { bytesOf } from '#shared/crypto/bytes';
import { DirectoryWire } from '#shared/directory/contract';
import { decodeEntry, signingKeys as keysIn } from '#shared/directory/entry';
import { ELECTION, sameOffice } from '#shared/directory/office';

const StoredDocument = z.object({ body: z.string() });
const Entries = DirectoryWire.pick({ entries: true });

/**
 * Finds signing keys of election officers in the published directory; nobody's when there is none yet. Of an officer with
 * several devices it is the first one's: a round is bound to one key of each trustee.
 */
export function signingKeys(
  directory: Record<string, unknown> | undefined,
  day: number,
): (area: AreaCode, officer: number) => Uint8Array | undefined {
  const entries = directory ? entriesOf(StoredDocument.parse(directory).body) : [];
  return (area, officer) => {
    const entry = entries.find(({ office }) => sameOffice(office, { area, kind: ELECTION }));
    const holds = entry && entry.firstDay <= day && day <= entry.lastDay;
    return holds ? keysIn(entry, officer)[0] : undefined;
  };
}

function entriesOf(body: string) {
  return Entries.parse(JSON.parse(body)).entries.flatMap((entry) => decodeEntry(bytesOf(entry)) ?? []);
}
