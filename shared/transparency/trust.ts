import * as z from 'zod';
import { whole } from '../whole';

/** Whose signatures the log bears, as verifier keys (C2SP signed-note); the newest log is the last. */
export const LogTrust = z.object({
  logs: z.array(z.string()).min(1),
  /** The log's own clock. */
  clock: z.string(),
  witnesses: z.array(z.string()),
  /** How many of the witnesses must have cosigned. */
  quorum: whole(0),
});
export type LogTrust = z.output<typeof LogTrust>;
