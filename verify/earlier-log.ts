/** A log that came before: a county that begins a new one, restored from a backup, carries every leaf over. */
import { levelsAbove, MOST_LEAVES, type RootAt, rootsOf } from './audit';
import type { Fetch } from './fetching';
import { parseLeaf, wordsOf } from './leaf';
import { isSameHash, leafHash } from './merkle';
import { LONGEST_NOTE } from './note';
import { at, Problem, within } from './problem';
import { addressOf, fetchEntries } from './served-log';
import { openSaved } from './since';
import { tilesOf } from './tiles';
import type { Vkey } from './vkey';

/** The log that has to hold the leaves: its name, and the hashes of its leaves in hexadecimal. */
interface Later {
  readonly name: string;
  readonly held: ReadonlySet<string>;
}

/** A log that came before, all of whose leaves were carried over. */
export interface EarlierLog {
  readonly log: Vkey;
  readonly size: number;
  readonly rootAt: RootAt;
}

/** Reads the earlier log; throws a problem that names the first leaf that was not carried over. */
export async function readCarried(fetch: Fetch, api: string, log: Vkey, later: Later): Promise<EarlierLog> {
  const address = addressOf(api, log);
  const bytes = await fetch(`${address}/checkpoint`, LONGEST_NOTE);
  if (typeof bytes === 'string') {
    throw new Problem(
      `${address}/checkpoint is not there: nobody can see whether ${later.name} holds what stood in ${log.name}, which came before it`,
    );
  }
  // Its witnesses may be others than today's; the county's own signature binds it to what stood there.
  const { size, root } = at(`the checkpoint of ${log.name}`, () => openSaved(bytes, log));
  const entries = await within(log.name, readEntries(fetch, address, size));
  const hashes = entries.map(leafHash);
  const rootAt = rootsOf(levelsAbove(hashes));
  if (!isSameHash(await rootAt(size), root)) {
    throw new Problem(`the ${size} leaves of ${log.name} do not give the root that its checkpoint names`);
  }
  const missing = entries.filter((_, i) => !later.held.has(Buffer.from(hashes[i] ?? '').toString('hex')));
  const [first] = missing;
  if (first) {
    const name = `leaf ${entries.indexOf(first)} of ${log.name}`;
    const words = at(name, () => wordsOf(parseLeaf(first)));
    throw new Problem(
      `${name} (${words}) is not in ${later.name}, which holds ${size - missing.length} of its ${size} leaves`,
    );
  }
  return { log, size, rootAt };
}

async function readEntries(fetch: Fetch, address: string, size: number): Promise<Uint8Array[]> {
  if (size > MOST_LEAVES)
    throw new Problem(`its checkpoint claims ${size} leaves; at most ${MOST_LEAVES} are audited`);
  const entries: Uint8Array[] = [];
  for (const tile of tilesOf('entries', size)) {
    for (const entry of await fetchEntries(fetch, address, tile)) entries.push(entry);
  }
  return entries;
}
