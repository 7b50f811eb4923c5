import { AREA, COMMITTEE, DIRECTORY, ELECTION, MEETING } from './offices';
import { LOG } from './log';
import { NOTICE } from './notices';
import { IDENTITY } from './identity';
import { PROXY, REGISTRATION } from './registration';
import { RECOVERIES } from './recoveries';
import type { Good } from './request';
import { OBJECTION, ROLL, SLIP } from './roll';
import { ROUND, SEATS } from './rounds';
import { TIP } from './tips';
import { TOKEN } from './tokens';
import { WORDING } from './wording';

/** A good request to every route; the channel of a letter, one path for all it does, has three. */
export const GOOD: readonly Good[] = [
  ...AREA,
  ...ELECTION,
  ...MEETING,
  ...COMMITTEE,
  ...DIRECTORY,
  ...IDENTITY,
  ...NOTICE,
  ...ROLL,
  ...SLIP,
  ...OBJECTION,
  ...REGISTRATION,
  ...PROXY,
  ...ROUND,
  ...SEATS,
  ...TIP,
  ...RECOVERIES,
  ...TOKEN,
  ...WORDING,
  ...LOG,
];
