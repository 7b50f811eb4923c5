// `npm run verify-log`, `witness`, `county-key`: installs when needed, builds the program, then runs it with the arguments.
import { spawn } from 'node:child_process';
import { install } from './install.mjs';

const [name = '', ...args] = process.argv.slice(2);
await install();
const { buildProgram } = await import('./build-program.mjs');
const { outfile } = await buildProgram(name);
const child = spawn(process.execPath, [outfile, ...args], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
