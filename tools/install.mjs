// Installs what package-lock.json says, when it is not installed yet. Built-ins only: it runs before anything is there.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = `${ROOT}node_modules/.installed`;

function wanted() {
  return createHash('sha256')
    .update(readFileSync(`${ROOT}package-lock.json`))
    .digest('hex');
}

/** Runs a program to its end; its output is ours unless told otherwise. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Installs dependencies if the lock file asks for others than are there. */
export async function install() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted()) return;
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    process.stderr.write(`Node.js 20 or newer is needed; this is ${process.version}.\n`);
    process.exit(1);
  }
  process.stdout.write('Installing dependencies (once, about three minutes) ...\n');
  const started = Date.now();
  const ticking = setInterval(() => {
    process.stdout.write(`  ... ${Math.round((Date.now() - started) / 1000)} s\n`);
  }, 10_000);
  // Not `npm ci`: it refuses a lock file that lacks packages for other platforms (docs/decisions/0005).
  const code = await run('npm', ['install', '--no-save', '--no-progress', '--loglevel=error']);
  clearInterval(ticking);
  if (code !== 0) {
    process.stderr.write('Dependencies could not be installed; the npm registry must be reachable.\n');
    process.exit(1);
  }
  writeFileSync(STAMP, wanted());
}
