import type { AreaCode } from '#shared/area/code';
import type { LoggedAnchor } from '#shared/directory/directory';
import type { Authenticate } from './authenticate';
import type { Dynamo } from './dynamo';
import type { KeyedHash } from './keyed-hash';
import type { Log } from './log';
import type { Prepared } from './prepared';

/** What every boundary stands on. Each gets its own, with no more than it may touch. */
export interface Platform {
  county: AreaCode;
  /** `local` and `test` parse what they answer; `deployed` does not. */
  stage: 'local' | 'test' | 'deployed';
  dynamo: Dynamo;
  prepared: Prepared;
  authenticate: Authenticate;
  /** Seconds since 1970. */
  now: () => number;
  random: (bytes: number) => Uint8Array;
  log: Log;
}

/** A boundary that checks what is signed as phones do, and so keeps no proof that its readers would refuse. */
export interface AnchoredPlatform extends Platform {
  readonly anchor: LoggedAnchor;
}

/** A boundary that keeps personal data by keyed hashes; those that never meet any do not hold the secret. */
export interface KeyedPlatform extends Platform {
  hash: KeyedHash;
}
