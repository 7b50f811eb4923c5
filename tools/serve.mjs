// `npm run serve`: the county on servers of its own, told everything by its environment (docs/runbooks/own-servers.md).
// `npm run serve -- create-tables` makes the tables and ends; so does `enter-lost-leaves` (docs/runbooks/deploy.md, step 8).
import { spawn } from 'node:child_process';
import { install, ROOT } from './install.mjs';

await install();
const { bundle } = await import('./build-local.mjs');
const entry = await bundle('functions/entry/own-server.ts', '.build/own-server.mjs');
const server = spawn(process.execPath, ['--enable-source-maps', entry, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.once('exit', (code) => process.exit(code ?? 1));
