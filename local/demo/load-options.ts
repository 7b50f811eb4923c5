import type { Reach, Send } from './sender';
import type { Sessions } from './sessions';

/** How the demo reaches the county it is loaded into. */
export interface LoadOptions {
  /** The county's routes, the same that people use, on the clock below. */
  reach: Reach;
  /** Seconds; moved through the last weeks, so that everything is dated by the day it would have been done. */
  clock: { now: number };
  /** The first county officer's code, which others get on paper. */
  foundingCode: string;
  /** What `wx.login` would answer on a demo person's phone. */
  wechatLogin: (person: string) => string;
  /** Now, in seconds. */
  now: number;
  /** Takes a line that says how far it has come. */
  progress: (line: string) => void;
}

/** What the steps of a load share. */
export interface Load extends LoadOptions {
  send: Send;
  sessions: Sessions;
}
