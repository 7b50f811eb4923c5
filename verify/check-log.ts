/** `npm run verify-log`: what it is asked, what it finds. Everything that is wrong ends it with one sentence. */
import { readFileSync, writeFileSync } from 'node:fs';
import { audit } from './audit';
import { openCheckpoint, type Vouched } from './checkpoint';
import { type Committed, checkDocuments } from './documents';
import { type Fetch, fetching } from './fetching';
import { parseLeaf, wordsOf } from './leaf';
import { leafHash, provesInclusion } from './merkle';
import { LONGEST_NOTE } from './note';
import { parseWanted, proveLeaf } from './one-leaf';
import { type Options, parseOptions } from './options';
import { at, Problem, sentenceOf } from './problem';
import { parseProof } from './proof';
import { addressOf, fetchCheckpoint } from './served-log';
import { openSaved, proveContinued } from './since';
import { dateOf, toBase64 } from './text';
import { apiOf, linesOfPolicy, type Policy, parsePolicy } from './trust';

/** Bytes of the longest trust.json. */
const LONGEST_TRUST = 262_144;

/** Where the lines go: findings, and what is wrong. */
export interface Say {
  readonly line: (line: string) => void;
  readonly wrong: (line: string) => void;
}

/** Does what the command line asks; answers the exit code, 0 only when everything holds. */
export async function checkLog(args: readonly string[], say: Say): Promise<0 | 1> {
  try {
    const options = parseOptions(args);
    await (options.proof === undefined ? checkServed(options, say) : checkProof(options, options.proof, say));
    return 0;
  } catch (error) {
    say.wrong(`WRONG: ${sentenceOf(error)}`);
    return 1;
  }
}

/** What is believed, and where the county's servers are. */
interface Trust {
  readonly policy: Policy;
  readonly json: string;
}

async function checkServed(options: Options, say: Say): Promise<void> {
  const fetch = fetching();
  const { policy, json } = await readTrust(fetch, options, say);
  const api = apiOf(json) ?? apiOf(await fetchTrust(fetch, options.site ?? ''));
  if (api === null) throw new Problem('trust.json does not say where the county’s servers are (hosts.api)');
  const log =
    options.log === undefined ? policy.logs.at(-1) : policy.logs.find(({ name }) => name === options.log);
  if (!log) throw new Problem(`${options.log ?? 'the log'} is not among the trusted logs`);
  const address = addressOf(api, log);
  const bytes = await fetchCheckpoint(fetch, address, LONGEST_NOTE);
  const vouched = at('checkpoint', () => openCheckpoint(bytes, { ...policy, logs: [log] }));
  const served: Served = { fetch, api, address, vouched, isFirstLog: log === policy.logs[0] };
  if (options.leaf !== undefined) await checkLeaf(served, options.leaf, options.documents, say);
  else if (options.from !== undefined) await checkSince(served, options.from, say);
  else await checkAll(served, options.documents, say);
  sayVouched(vouched, say);
  if (options.save !== undefined) writeFile(options.save, bytes);
}

interface Served {
  readonly fetch: Fetch;
  readonly api: string;
  readonly address: string;
  readonly vouched: Vouched;
  readonly isFirstLog: boolean;
}

async function checkAll({ fetch, api, address, vouched, isFirstLog }: Served, documents: boolean, say: Say) {
  const { checkpoint, clock, witnesses } = vouched;
  const latest = Math.max(clock, ...witnesses.map(({ time }) => time));
  const leaves: Committed[] = [];
  const eachLeaf = (index: number, hash: Uint8Array, leaf: Committed['leaf']) => {
    if (documents) leaves.push({ index, hash, leaf });
  };
  const { begunEarlier } = await audit({ fetch, address, checkpoint, latest, isFirstLog, eachLeaf });
  say.line(
    `All ${checkpoint.size} leaves are in the tree, none twice, and every version follows the one before it.`,
  );
  if (begunEarlier > 0) {
    say.line(`${begunEarlier} documents began in an earlier log; check that one with --log.`);
  }
  if (!documents) return;
  const { there, absent } = await checkDocuments(fetch, api, leaves);
  say.line(`${there} documents are those that were logged; ${absent} are erased or kept elsewhere.`);
}

async function checkLeaf(
  { fetch, api, address, vouched }: Served,
  text: string,
  documents: boolean,
  say: Say,
) {
  const wanted = parseWanted(text);
  const { index, leaf } = await proveLeaf(fetch, address, vouched.checkpoint, wanted);
  say.line(
    `Leaf ${index} is in the log: ${wordsOf(leaf)}; the office gave it the time ${dateOf(leaf.time)}.`,
  );
  say.line(
    'It stood there, as it is now, when this checkpoint was signed; its own proof file may show an earlier day.',
  );
  if (!documents) return;
  const { there } = await checkDocuments(fetch, api, [{ index, hash: wanted.hash, leaf }]);
  say.line(
    there === 1 ? 'Its document is the one that was logged.' : 'Its document is erased or kept elsewhere.',
  );
}

async function checkSince({ fetch, address, vouched }: Served, file: string, say: Say): Promise<void> {
  const bytes = readFile(file);
  const older = at(file, () => openSaved(bytes, vouched.log));
  await proveContinued(fetch, address, older, vouched.checkpoint);
  say.line(
    `The log continues the saved one: ${older.size} leaves then, ${vouched.checkpoint.size} now, nothing altered.`,
  );
}

async function checkProof(options: Options, file: string, say: Say): Promise<void> {
  const { policy } = await readTrust(fetching(), options, say);
  const proof = at(file, () => parseProof(readFile(file)));
  const vouched = at(`${file}, its checkpoint`, () => openCheckpoint(proof.checkpoint, policy));
  const hash = leafOf(file, proof.extra, options.leaf, say);
  const { size, root } = vouched.checkpoint;
  if (!provesInclusion(hash, proof.index, size, proof.hashes, root)) {
    throw new Problem(
      `${file}: its hashes do not lead from this leaf at ${proof.index} to the root of its checkpoint`,
    );
  }
  say.line(`Leaf ${proof.index} is in the log, unchanged at the latest since the times below.`);
  sayVouched(vouched, say);
}

/** The hash of the leaf: given, or else of the leaf that the proof carries as its extra data. */
function leafOf(file: string, extra: Uint8Array | null, given: string | undefined, say: Say): Uint8Array {
  if (given !== undefined) return parseWanted(given).hash;
  if (extra === null)
    throw new Problem(`${file} does not carry its leaf; give the hash of the leaf with --leaf`);
  const leaf = at(`${file}, its extra data`, () => parseLeaf(extra));
  say.line(`It carries the leaf: ${wordsOf(leaf)}; the office gave it the time ${dateOf(leaf.time)}.`);
  return leafHash(extra);
}

async function readTrust(fetch: Fetch, { trust, site }: Options, say: Say): Promise<Trust> {
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

async function fetchTrust(fetch: Fetch, site: string): Promise<string> {
  const bytes = await fetch(`${site}/trust.json`, LONGEST_TRUST);
  if (bytes === null) throw new Problem(`${site}/trust.json is not there`);
  return Buffer.from(bytes).toString();
}

function sayVouched({ checkpoint, log, clock, witnesses, unknown }: Vouched, say: Say): void {
  say.line(`Log ${log.name}: ${checkpoint.size} leaves, root ${toBase64(checkpoint.root)}.`);
  say.line(`Clock of the county: ${dateOf(clock)}.`);
  if (witnesses.length === 0)
    say.line('NO WITNESS has cosigned it: only the county itself says that it never changed.');
  for (const { name, time } of witnesses) say.line(`Witness ${name}: ${dateOf(time)}.`);
  for (const name of unknown)
    say.line(`A signature of ${name} was left out of account: its key is not known here.`);
}

function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Problem(`${path} cannot be read`, { cause: error });
  }
}

function writeFile(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new Problem(`${path} cannot be written`, { cause: error });
  }
}
