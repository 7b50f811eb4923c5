// Builds a program into one file that runs alone with plain node, packages and all.
import { build, stop } from 'esbuild';
import { ROOT } from './install.mjs';

/** Builds `<name>.ts`, such as `verify/witness`; answers where it lies, and what went into it. */
export async function buildProgram(name) {
  const outfile = `${ROOT}.build/${name}.mjs`;
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [`${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    metafile: true,
    logLevel: 'warning',
  });
  // Its helper process would stay as long as we do.
  await stop();
  return { outfile, inputs: Object.keys(metafile.inputs) };
}

/** The witness; answers where it lies. */
export async function buildWitness() {
  return (await buildProgram('verify/witness')).outfile;
}
