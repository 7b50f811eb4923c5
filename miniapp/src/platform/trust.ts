import * as z from 'zod';
import { AreaCode } from '#shared/area/code';
import { LogTrust } from '#shared/transparency/trust';
import { http } from './http';
import { pinned } from './pinned';
import { keep, recall } from './storage';

/** What the app trusts before it has asked anybody: the county, its directory root key, its hosts. */
export const Trust = z.object({
  county: AreaCode,
  /** Ed25519 public key of the directory root, base64url. */
  rootPk: z.string(),
  /** The keys of the public log, of its clock and of its witnesses. */
  log: LogTrust,
  hosts: z.object({ api: z.string(), ballotbox: z.string(), tipline: z.string() }),
  /** Whether this is the demo county of one machine. */
  demo: z.boolean().default(false),
});
export type Trust = z.output<typeof Trust>;

let known: Promise<Trust | undefined> | undefined;

async function fetched(): Promise<Trust | undefined> {
  const answer = await http({ method: 'GET', url: '/trust.json', headers: {} });
  if (answer?.status !== 200) return recall('trust', Trust);
  try {
    const parsed = Trust.safeParse(JSON.parse(answer.body));
    if (!parsed.success) return undefined;
    keep('trust', parsed.data);
    return parsed.data;
  } catch {
    return undefined;
  }
}

/** The trust anchors: pinned at build where the build has them, else those of the site's own `/trust.json`. */
export async function trust(): Promise<Trust | undefined> {
  known ??= pinned ? Promise.resolve(Trust.parse(pinned)) : fetched();
  const value = await known;
  // An unreachable site is asked again next time.
  if (value === undefined) known = undefined;
  return value;
}
