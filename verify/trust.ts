/** Whom a checkpoint must be signed by: the keys of trust.json. */
import { serverAddress } from './address';
import { at, Problem } from './problem';
import { fromJson, member } from './text';
import { COSIGNER_TYPE, type KeyType, LOG_TYPE, parseVkey, type Vkey } from './vkey';

/** The keys that are believed; the newest log is the last, `quorum` is how many witnesses must have cosigned, 0 before there is any. */
export interface Policy {
  readonly logs: readonly Vkey[];
  readonly clock: Vkey;
  readonly witnesses: readonly Vkey[];
  readonly quorum: number;
}

/** Reads the member `log` of trust.json. */
export function parsePolicy(json: string): Policy {
  const log = member(fromJson(json), 'log');
  if (log === undefined) throw new Problem('it is not JSON with the keys of a log (member "log")');
  const logs = keysOf(log, 'logs', LOG_TYPE);
  const witnesses = keysOf(log, 'witnesses', COSIGNER_TYPE);
  const clock = at('log.clock', () => keyOf(member(log, 'clock'), COSIGNER_TYPE));
  const quorum = member(log, 'quorum');
  if (logs.length === 0) throw new Problem('log.logs names no log');
  const twice = logs.find(({ name }, i) => logs.findIndex((log) => log.name === name) < i);
  if (twice) throw new Problem(`log.logs names ${twice.name} twice`);
  if (typeof quorum !== 'number' || !Number.isInteger(quorum) || quorum < 0 || quorum > witnesses.length) {
    throw new Problem('log.quorum is not a number from 0 to the number of witnesses');
  }
  refuseSharedKeys(logs, [clock, ...witnesses]);
  return { logs, clock, witnesses, quorum };
}

/** Reads the address of one of the county's servers, without a slash at its end; null when trust.json has none. */
export function hostOf(json: string, host: 'api' | 'tipline'): string | null {
  const given = member(member(fromJson(json), 'hosts'), host);
  if (given === undefined) return null;
  const address = typeof given === 'string' ? serverAddress(given) : null;
  if (address !== null) return address;
  throw new Problem(
    `hosts.${host} is not the address of a server (http:// or https://, a host, and a path at most): ${JSON.stringify(given).slice(0, 120)}`,
  );
}

/** Every key in words, one a line. */
export function linesOfPolicy({ logs, clock, witnesses, quorum }: Policy): string[] {
  return [
    ...logs.map(({ text }) => `  log      ${text}`),
    `  clock    ${clock.text}`,
    ...witnesses.map(({ text }) => `  witness  ${text}`),
    `  quorum   ${quorum} of ${witnesses.length}`,
  ];
}

function keysOf(log: unknown, name: string, type: KeyType): Vkey[] {
  const list = member(log, name);
  if (!Array.isArray(list)) throw new Problem(`log.${name} is not a list of keys`);
  return list.map((key: unknown, i) => at(`log.${name}, key ${i + 1}`, () => keyOf(key, type)));
}

function keyOf(key: unknown, type: KeyType): Vkey {
  if (typeof key !== 'string') throw new Problem('it is not a verifier key');
  return parseVkey(key, type);
}

/** One party in two parts would be counted twice. A county keeps its key for all the logs that it has had. */
function refuseSharedKeys(logs: readonly Vkey[], cosigners: readonly Vkey[]): void {
  const seen = new Map(logs.map(({ name, publicKey }) => [hexOf(publicKey), name]));
  for (const { name, publicKey } of cosigners) {
    const key = hexOf(publicKey);
    const other = seen.get(key);
    if (other !== undefined) throw new Problem(`${other} and ${name} have the same key`);
    seen.set(key, name);
  }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
