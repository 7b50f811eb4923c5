/** The program behind `npm run verify-log`. */
import { checkLog } from './check-log';

process.exitCode = await checkLog(process.argv.slice(2), {
  line: (line) => process.stdout.write(`${line}\n`),
  wrong: (line) => process.stderr.write(`${line}\n`),
});
