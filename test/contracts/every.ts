import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Contract } from '#shared/contract';

function isContract(value: unknown): value is Contract {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    'access' in value &&
    'responses' in value
  );
}

/** Every contract of every feature, by name. */
export async function everyContract(): Promise<[string, Contract][]> {
  const shared = resolve(import.meta.dirname, '../../shared');
  const found: [string, Contract][] = [];
  for (const feature of readdirSync(shared, { withFileTypes: true })) {
    if (!feature.isDirectory()) continue;
    if (!readdirSync(join(shared, feature.name)).includes('contract.ts')) continue;
    const module: Record<string, unknown> = await import(join(shared, feature.name, 'contract.ts'));
    for (const [name, value] of Object.entries(module)) if (isContract(value)) found.push([name, value]);
  }
  return found;
}
