// `npm run bench`: installs when needed, builds what is measured, then measures. `-- --quick` takes what is built,
// in small sizes; `-- --only PREFIX` measures the figures whose names begin so. Standard output is the figures alone.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { install, ROOT, run } from './install.mjs';

const OUT = `${ROOT}.build/bench`;
const ASIDE = { stdio: ['ignore', 2, 2] };

await install();
const { build, stop } = await import('esbuild');
const { isSiteCurrent } = await import('./site-stamp.mjs');
const { buildProgram } = await import('./build-program.mjs');

const args = process.argv.slice(2);
const isQuick = args.includes('--quick');
const only = args[args.indexOf('--only') + 1] ?? '';
const isAsked = (name) => !args.includes('--only') || name.startsWith(only) || only.startsWith(name);

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** What is measured is what the sources say now. */
async function buildAll() {
  const programs = [
    [(isAsked('start.') || isAsked('h5.')) && !isSiteCurrent(), ['tools/build-miniapp.mjs', 'h5']],
    [isAsked('weapp.'), ['tools/build-miniapp.mjs', 'weapp']],
    [isAsked('lambda.'), ['tools/package.mjs']],
  ];
  for (const [isNeeded, program] of programs) {
    if (!isNeeded) continue;
    if ((await run(process.execPath, program, ASIDE)) !== 0) fail(`${program.join(' ')} failed; see above.`);
  }
}

if (!isQuick) await buildAll();
else if (isAsked('start.') && !isSiteCurrent())
  fail('The site in .build/h5 is not what the sources say; npm start or npm run bench builds it.');

const shared = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' };
await build({
  ...shared,
  entryPoints: ['main', 'api', 'bare', 'transact', 'desk', 'load-handler', 'phone', 'phone-writer'].map(
    (name) => `${ROOT}bench/${name}.ts`,
  ),
  outdir: OUT,
  outExtension: { '.js': '.mjs' },
  target: 'node20',
  packages: 'external',
  sourcemap: true,
});
// Bundled as functions are; what only the plugin of the packager understands is left out.
const cloud = createRequire(import.meta.url)(`${ROOT}cloud/esbuild.cjs`)();
const { splitting, minify, target, mainFields, exclude, alias, banner } = cloud;
await build({
  ...shared,
  entryPoints: ['dynamo', 'ssm', 'kms'].map((name) => `${ROOT}bench/handlers/${name}.ts`),
  outdir: `${OUT}/handlers`,
  outExtension: { '.js': '.mjs' },
  external: exclude,
  ...{ splitting, minify, target, mainFields, alias, banner },
});
await buildProgram('verify/verify-log');
await stop();

const child = spawn(process.execPath, ['--enable-source-maps', `${OUT}/main.mjs`, ...args], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
});
// Whatever it started ends with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
