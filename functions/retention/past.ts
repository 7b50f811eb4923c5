import type { AreaCode } from '#shared/area/code';
import type { LegalDate } from '#shared/time';

/** An election whose personal data has been kept long enough. */
export interface PastElection {
  village: AreaCode;
  electionDay: LegalDate;
}
