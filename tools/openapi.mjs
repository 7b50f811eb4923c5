// Writes .build/openapi.json from the contracts of all features.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { ROOT } from './install.mjs';

const features = readdirSync(`${ROOT}shared`, { withFileTypes: true })
  .filter(
    (entry) => entry.isDirectory() && readdirSync(`${ROOT}shared/${entry.name}`).includes('contract.ts'),
  )
  .map((entry) => entry.name);

const imports = features.map((name, i) => `import * as f${i} from './shared/${name}/contract';`);
const entry = `${imports.join('\n')}
import { openApi } from './shared/openapi';
const contracts = Object.fromEntries(
  [${features.map((_, i) => `f${i}`).join(', ')}].flatMap((module) =>
    Object.entries(module).filter(([, value]) => typeof value === 'object' && 'path' in value && 'access' in value),
  ),
);
export const document = (version) => openApi(contracts, version);`;

const bundle = await build({
  stdin: { contents: entry, resolveDir: ROOT, loader: 'ts' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
  logLevel: 'warning',
});
const { document } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString('base64')}`
);
const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
const made = document(version);
mkdirSync(`${ROOT}.build`, { recursive: true });
writeFileSync(`${ROOT}.build/openapi.json`, `${JSON.stringify(made, null, 1)}\n`);
process.stdout.write(
  `.build/openapi.json: ${Object.keys(made.paths).length} paths of ${features.length} features\n`,
);
