// Bundles the local wiring, so that it starts in a moment; packages stay outside the bundle.
import { build, stop } from 'esbuild';
import { ROOT } from './install.mjs';

/** Builds local/main.ts and answers where it lies. */
export async function buildLocal() {
  const outfile = `${ROOT}.build/local.mjs`;
  await build({
    entryPoints: [`${ROOT}local/main.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  // Its helper process would stay as long as we do.
  await stop();
  return outfile;
}
