/** The program behind `npm run verify-log`. */
import { checkLog } from './check-log';

const code = await checkLog(process.argv.slice(2), {
  line: (line) => process.stdout.write(`${line}\n`),
  wrong: (line) => process.stderr.write(`${line}\n`),
});
// What is still being fetched is of no use any more.
process.stdout.write('', () => process.exit(code));
