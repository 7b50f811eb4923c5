/** Where the keys that are believed come from: a file that was kept, or the county's own site. */
import type { Fetch } from './fetching';
import { readFile } from './files';
import type { Options } from './options';
import { at, Problem } from './problem';
import type { Say } from './say';
import { hostOf, linesOfPolicy, type Policy, parsePolicy } from './trust';

/** Bytes of the longest trust.json. */
const LONGEST_TRUST = 262_144;

/** What is believed, and the text that says so. */
export interface Trusted {
  readonly policy: Policy;
  readonly json: string;
}

/** Reads the keys; says so where they are the server's own word. */
export async function readTrusted(
  fetch: Fetch,
  { trust, site }: Pick<Options, 'trust' | 'site'>,
  say: Say,
): Promise<Trusted> {
  if (trust !== undefined) {
    const json = Buffer.from(readFile(trust)).toString();
    return { json, policy: at(trust, () => parsePolicy(json)) };
  }
  const address = site ?? '';
  const json = await fetchTrust(fetch, address);
  const policy = at(`${address}/trust.json`, () => parsePolicy(json));
  say.line(`The keys come from the same server (${address}/trust.json): compare them with the printed ones.`);
  for (const line of linesOfPolicy(policy)) say.line(line);
  return { json, policy };
}

/** The address of the county's servers: what is trusted says it, or else the site. */
export async function findApi(
  fetch: Fetch,
  { json }: Trusted,
  { trust, site }: Pick<Options, 'trust' | 'site'>,
): Promise<string> {
  const address = site ?? '';
  const served = async () => {
    const text = await fetchTrust(fetch, address);
    return at(`${address}/trust.json`, () => hostOf(text, 'api'));
  };
  const api = at(trust ?? `${address}/trust.json`, () => hostOf(json, 'api')) ?? (await served());
  if (api === null) throw new Problem('trust.json does not say where the county’s servers are (hosts.api)');
  return api;
}

async function fetchTrust(fetch: Fetch, site: string): Promise<string> {
  const bytes = await fetch(`${site}/trust.json`, LONGEST_TRUST);
  if (typeof bytes === 'string') throw new Problem(`${site}/trust.json is not there`);
  return Buffer.from(bytes).toString();
}
