import type { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { comparableName } from '#shared/roll/row';
import type { KeyedHash } from './keyed-hash';

/** Who is asked for; hashes of the asker and of the village and name asked for, by which tries are counted. */
export interface Asked {
  village: AreaCode;
  nameHash: string;
  triedBy: string;
  triedName: string;
}

/** The hash an entry is found by: name and the last six of the ID number. */
export function nameHashOf(hash: KeyedHash, village: AreaCode, name: string, lastSix: string): string {
  return hash('roll-name', village, comparableName(name), lastSix.toUpperCase());
}

/** The id of an entry: it follows from the ID number, through every version and in every village of the county. */
export function entryOf(hash: KeyedHash, idNumber: string): Id {
  return shortOf(hash('roll-entry', idNumber));
}

/** What tells one tie of an entry from the next one, and nobody's WeChat. */
export function tieMarkOf(hash: KeyedHash, village: AreaCode, entry: Id, person: Id): Id {
  return shortOf(hash('tie-mark', village, entry, person));
}

function shortOf(hash: string): Id {
  return Id.parse(Buffer.from(hash, 'base64url').subarray(0, 16).toString('base64url'));
}

/** The hash that the code of a slip is kept as: it is good in its own village alone. */
export function slipHashOf(hash: KeyedHash, village: AreaCode, code: string): string {
  return hash('slip', village, code);
}
