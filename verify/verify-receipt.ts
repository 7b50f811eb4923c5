/** The program behind `npm run verify-receipt`. */
import { checkReceipt } from './check-receipt';
import { askLine } from './prompt';

const show = (text: string): void => void process.stdout.write(text);
const code = await checkReceipt(process.argv.slice(2), {
  ask: () => askLine('The 36 figures of the receipt (not shown): ', process.stdin, show),
  say: {
    line: (line) => process.stdout.write(`${line}\n`),
    wrong: (line) => process.stderr.write(`${line}\n`),
  },
});
// What is still being fetched is of no use any more.
process.stdout.write('', () => process.exit(code));
