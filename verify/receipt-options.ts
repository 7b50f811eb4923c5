/** What the command line of verify-receipt asks. The receipt is never part of it: others see what is typed there. */
import { parseArgs } from 'node:util';
import { serverAddress } from './address';
import { type Known, minutesOf, refuseUnknown } from './arguments';
import { Problem } from './problem';

const PROGRAM = 'npm run verify-receipt --';

/** How the program is called. */
export const RECEIPT_HELP = [
  `${PROGRAM} URL [--trust FILE] [--ack FILE] [--minutes N]   whether a case stands as it must`,
  `${PROGRAM} URL --lists-only [--trust FILE] [--minutes N]   in which lists it stands, without asking for the case`,
  'The 36 figures are asked for; they may also come from standard input. They are not sent anywhere.',
  'Ends with 0 when all holds, 1 when something is wrong, 2 when it could not be checked, 3 when the case does not',
  'stand where it must, 4 when no case has this receipt, 5 when the figures are no receipt.',
].join('\n');

/** The options, as given. */
export interface ReceiptOptions {
  readonly site: string;
  readonly trust: string | undefined;
  /** A file with an acknowledgement that was kept. */
  readonly ack: string | undefined;
  readonly listsOnly: boolean;
  readonly minutes: number;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const KNOWN = {
  ...{ trust: text, ack: text, minutes: text, 'lists-only': flag, help: flag },
} as const satisfies Known;

/** Reads the command line; throws a problem that says what is wrong with it. */
export function parseReceiptOptions(args: readonly string[]): ReceiptOptions | 'help' {
  refuseUnknown(args, KNOWN, PROGRAM);
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: KNOWN });
  if (values.help) return 'help';
  const [given, ...more] = positionals;
  if (more.length > 0)
    throw new Problem('name the site only: the receipt is asked for, and never typed on the command line');
  const site = given === undefined ? null : serverAddress(given);
  if (site === null) throw new Problem(`name the site (http:// or https://)\n${RECEIPT_HELP}`);
  const minutes = minutesOf(values.minutes);
  const { trust, ack, 'lists-only': listsOnly = false } = values;
  if (listsOnly && ack !== undefined)
    throw new Problem('--ack asks for the case, which --lists-only leaves out');
  return { site, trust, ack, listsOnly, minutes };
}
