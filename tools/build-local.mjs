// Bundles what runs on one machine, so that it starts in a moment; packages stay outside the bundle.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { build, stop } from 'esbuild';
import { buildWitness } from './build-program.mjs';
import { ROOT } from './install.mjs';

/** Builds an entry into a file below the root; answers where it lies. */
export async function bundle(entry, output) {
  const outfile = `${ROOT}${output}`;
  const { outputFiles } = await build({
    entryPoints: [`${ROOT}${entry}`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    write: false,
  });
  // Whoever starts meanwhile reads the old one or the new one, never half of it.
  mkdirSync(dirname(outfile), { recursive: true });
  for (const { path, contents } of outputFiles) {
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
  // Its helper process would stay as long as we do.
  await stop();
  return outfile;
}

/** The wiring of one machine, and the witness that runs beside it. */
export async function buildLocal() {
  await buildWitness();
  return bundle('local/main.ts', '.build/local.mjs');
}
