/** What a command line asks of the verifier. */
import { parseArgs } from 'node:util';
import { messageOf, Problem } from './problem';

const USAGE =
  'npm run verify-log -- URL [--trust FILE] [--log NAME] [--leaf HASH | --from FILE] [--documents] [--save FILE]\n' +
  'npm run verify-log -- --proof FILE [--leaf HASH] (--trust FILE | URL)';

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
}

/** Reads the command line; throws a problem that says what is wrong with it. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = readArgs(args);
  const site = positionals[0]?.replace(/\/+$/, '');
  if (positionals.length > 1) throw new Problem('name one site only');
  if (site !== undefined && !/^https?:\/\/[^/]/.test(site)) {
    throw new Problem(`“${site}” is not the address of a site (http:// or https://)`);
  }
  const isOffline = values.proof !== undefined && values.trust !== undefined;
  if (site === undefined && !isOffline) throw new Problem(`name the site\n${USAGE}`);
  if (values.from !== undefined && values.leaf !== undefined)
    throw new Problem('--from and --leaf are two questions');
  if (values.proof !== undefined && values.from !== undefined)
    throw new Problem('--from and --proof are two questions');
  const { trust, log, leaf, from, proof, save } = values;
  return { site, trust, log, leaf, from, proof, save, documents: values.documents ?? false };
}

function readArgs(given: readonly string[]) {
  const args = joinLeaf(given);
  const text = { type: 'string' } as const;
  const files = { trust: text, from: text, proof: text, save: text };
  const options = { ...files, log: text, leaf: text, documents: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new Problem(`${messageOf(error)}\n${USAGE}`, { cause: error });
  }
}

/** A hash may begin with a hyphen, which would be read as an option. */
function joinLeaf(args: readonly string[]): string[] {
  const place = args.indexOf('--leaf');
  const hash = place < 0 ? undefined : args[place + 1];
  if (hash === undefined) return [...args];
  return [...args.slice(0, place), `--leaf=${hash}`, ...args.slice(place + 2)];
}
