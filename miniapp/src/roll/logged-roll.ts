import type { Publication } from '#shared/roll/contract';
import { bytesOf } from '#shared/crypto/bytes';
import type { Whole } from '#shared/transparency/log-content';

/** What the log has to hold of a publication. */
export function loggedRoll({ area, document }: Publication): Whole {
  return { kind: 'roll', area, document: bytesOf(document) };
}
