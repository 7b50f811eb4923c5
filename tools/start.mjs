// `npm start`: installs when needed, builds what changed, then runs the county on this machine.
import { spawn } from 'node:child_process';
import { install, ROOT } from './install.mjs';

await install();
const { buildLocal } = await import('./build-local.mjs');
const { buildH5WhenStale } = await import('./build-when-stale.mjs');
if (!(await buildH5WhenStale())) {
  process.stderr.write('The site could not be built; what the build said stands above.\n');
  process.exit(1);
}
const entry = await buildLocal();
const server = spawn(process.execPath, ['--enable-source-maps', entry, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  // Says once a day that the SDK will want a newer node next year; the lock file pins the SDK.
  env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.once('exit', (code) => process.exit(code ?? 1));
