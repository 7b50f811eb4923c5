/** What a command line asks of the verifier. */
import { parseArgs } from 'node:util';
import { serverAddress } from './address';
import { type Known, MINUTES, minutesOf, refuseUnknown } from './arguments';
import { Problem } from './problem';
import { fromDecimal } from './text';

const PROGRAM = 'npm run verify-log --';
/** Proof files that are read unless asked otherwise. */
const PROOFS = 1000;

/** How the program is called. */
export const HELP = [
  `${PROGRAM} URL [--trust FILE] [--log NAME] [--documents] [--proofs N|all] [--save FILE]   the whole log`,
  `${PROGRAM} URL --leaf HASH [--trust FILE] [--log NAME] [--documents]                      one leaf of it`,
  `${PROGRAM} URL --from FILE [--trust FILE] [--log NAME] [--save FILE]     since a checkpoint that was saved`,
  `${PROGRAM} --proof FILE [--leaf HASH] (--trust FILE | URL)               one proof file`,
  `--minutes N with any of these: how long it may take (${MINUTES})`,
].join('\n');

/** The options, as given. */
export interface Options {
  /** The county's site, without a slash at its end. */
  readonly site: string | undefined;
  readonly trust: string | undefined;
  readonly log: string | undefined;
  readonly leaf: string | undefined;
  readonly from: string | undefined;
  readonly proof: string | undefined;
  readonly save: string | undefined;
  readonly documents: boolean;
  /** How many proof files are read at most. */
  readonly proofs: number;
  /** Minutes that everything may take. */
  readonly minutes: number;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const KNOWN = {
  ...{ trust: text, from: text, proof: text, save: text, log: text, leaf: text, proofs: text, minutes: text },
  ...{ documents: flag, help: flag },
} as const satisfies Known;

/** Reads the command line; throws a problem that says what is wrong with it. */
export function parseOptions(given: readonly string[]): Options | 'help' {
  const args = joinLeaf(given);
  refuseUnknown(args, KNOWN, PROGRAM);
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: KNOWN });
  if (values.help) return 'help';
  if (positionals.length > 1) throw new Problem('name one site only');
  const site = siteOf(positionals[0]);
  const isOffline = values.proof !== undefined && values.trust !== undefined;
  if (site === undefined && !isOffline) throw new Problem(`name the site\n${HELP}`);
  if (values.from !== undefined && values.leaf !== undefined)
    throw new Problem('--from and --leaf are two questions');
  if (values.proof !== undefined && values.from !== undefined)
    throw new Problem('--from and --proof are two questions');
  const { trust, log, leaf, from, proof, save, documents = false } = values;
  return {
    site,
    trust,
    log,
    leaf,
    from,
    proof,
    save,
    documents,
    proofs: proofsOf(values.proofs),
    minutes: minutesOf(values.minutes),
  };
}

function siteOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const site = serverAddress(given);
  if (site === null) throw new Problem(`“${given}” is not the address of a site (http:// or https://)`);
  return site;
}

function proofsOf(given: string | undefined): number {
  if (given === undefined) return PROOFS;
  const count = given === 'all' ? Infinity : fromDecimal(given);
  if (count === null) throw new Problem('--proofs is a number of proof files, or “all”');
  return count;
}

/** A hash may begin with a hyphen, which would be read as an option. */
function joinLeaf(args: readonly string[]): string[] {
  const place = args.indexOf('--leaf');
  const hash = place < 0 ? undefined : args[place + 1];
  if (hash === undefined) return [...args];
  return [...args.slice(0, place), `--leaf=${hash}`, ...args.slice(place + 2)];
}
