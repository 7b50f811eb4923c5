// Builds the site when what it is made of has changed since the last build.
import { run } from './install.mjs';
import { isSiteCurrent } from './site-stamp.mjs';

/** Brings `.build/h5` up to date; false when it cannot be built, and the build has said why. */
export async function buildH5WhenStale() {
  return isSiteCurrent() || (await run(process.execPath, ['tools/build-miniapp.mjs', 'h5'])) === 0;
}
