// `npm run package`: packages every function and the stack's template into .build/cloud. Offline, without credentials.
// `npm run package -- --stage NAME --param="county=FILE"` for a county's own; see docs/runbooks/deploy.md.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { install, ROOT, run } from './install.mjs';

const OUT = `${ROOT}.build/cloud`;

/** Packages; answers the exit code. */
export async function packageCloud(args = []) {
  rmSync(OUT, { recursive: true, force: true });
  const osls = `${ROOT}node_modules/osls/bin/serverless.js`;
  const code = await run(process.execPath, [osls, 'package', '--package', '.build/cloud', ...args], {
    env: {
      ...process.env,
      SLS_TELEMETRY_DISABLED: '1',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
  if (code !== 0) return code;
  for (const file of readdirSync(OUT).filter((name) => name.endsWith('.zip'))) {
    process.stdout.write(
      `${file.padEnd(16)} ${String(Math.round(statSync(`${OUT}/${file}`).size / 1024)).padStart(4)} KB\n`,
    );
  }
  return 0;
}

if (process.argv[1]?.endsWith('package.mjs')) {
  await install();
  process.exit(await packageCloud(process.argv.slice(2)));
}
