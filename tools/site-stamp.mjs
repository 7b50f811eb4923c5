// Says whether the built site is the one its sources make now: who builds it stamps it with what it was made of.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.mjs';

const FOLDERS = ['miniapp', 'shared'];
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tools/build-miniapp.mjs',
  'tools/site-policy.mjs',
  'tools/site-trust.mjs',
];
const STAMP = join(ROOT, '.build/h5.stamp');

function filesIn(folder) {
  return (
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length))
      // Compilers keep their own files in hidden folders: they come of a build and do not go into it.
      .filter((path) => !path.split(/[\\/]/).some((part) => part.startsWith('.')))
  );
}

/** What the site would be made of now: its sources, its dependencies, its tool, and what a deployment pins. */
export function siteFingerprint() {
  const hash = createHash('sha256');
  for (const path of [...FILES, ...FOLDERS.flatMap(filesIn).sort()]) {
    hash.update(`${path}\n`).update(readFileSync(join(ROOT, path)));
  }
  const pinned = Object.entries(process.env).filter(([name]) => name.startsWith('TARO_APP_'));
  return hash.update(JSON.stringify(pinned.sort())).digest('hex');
}

/** Whether `.build/h5` was made of what is there now. */
export function isSiteCurrent() {
  if (!existsSync(join(ROOT, '.build/h5/index.html')) || !existsSync(STAMP)) return false;
  return readFileSync(STAMP, 'utf8') === siteFingerprint();
}

/** While the site changes places it is nobody's: a build that is cut short leaves no stamp. */
export function unstampSite() {
  rmSync(STAMP, { force: true });
}

/** Stamps a site with the fingerprint that was taken before it was built. */
export function stampSite(fingerprint) {
  writeFileSync(STAMP, fingerprint);
}
