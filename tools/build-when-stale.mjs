// Builds the site when what it is made of has changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './install.mjs';

const SOURCES = ['miniapp', 'shared'];
const STAMP = join(ROOT, '.build/h5.stamp');

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const source of SOURCES) {
    const entries = readdirSync(join(ROOT, source), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Brings `.build/h5` up to date; ends the process when the site cannot be built. */
export async function buildH5WhenStale() {
  const wanted = fingerprint();
  if (
    existsSync(join(ROOT, '.build/h5/index.html')) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === wanted
  )
    return;
  const code = await run(process.execPath, ['tools/build-miniapp.mjs', 'h5']);
  if (code !== 0) {
    process.stderr.write('The site could not be built; what the build said stands above.\n');
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}
