import type { AreaCode } from '#shared/area/code';
import { comparableName } from '#shared/roll/row';
import type { KeyedHash } from '../platform/keyed-hash';

/** The hash an entry is found by: name and the last six of the ID number. */
export function nameHashOf(hash: KeyedHash, village: AreaCode, name: string, lastSix: string): string {
  return hash('roll-name', village, comparableName(name), lastSix.toUpperCase());
}
