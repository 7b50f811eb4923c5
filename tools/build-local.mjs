// Bundles what runs on one machine, so that it starts in a moment; packages stay outside the bundle.
import { build, stop } from 'esbuild';
import { buildWitness } from './build-verify.mjs';
import { ROOT } from './install.mjs';

/** Builds an entry into a file below the root; answers where it lies. */
export async function bundle(entry, output) {
  const outfile = `${ROOT}${output}`;
  await build({
    entryPoints: [`${ROOT}${entry}`],
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

/** The wiring of one machine, and the witness that runs beside it. */
export async function buildLocal() {
  await buildWitness();
  return bundle('local/main.ts', '.build/local.mjs');
}
