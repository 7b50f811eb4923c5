// `npm start`: installs when needed, builds what changed, then runs the county on this machine.
import { spawn } from 'node:child_process';
import { install, ROOT } from './install.mjs';

await install();
const { buildLocal } = await import('./build-local.mjs');
const { buildH5WhenStale } = await import('./build-miniapp.mjs');
await buildH5WhenStale();
const entry = await buildLocal();
const server = spawn(process.execPath, ['--enable-source-maps', entry, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.once('exit', (code) => process.exit(code ?? 1));
