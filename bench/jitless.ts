import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs one of the bundles beside this one as a phone would: without a compiler, as in a mini-program on a phone that
 * has none, or with; `collects` lets it call the collector, to tell what is held. Answers what the program prints; throws when it prints none.
 */
export function onPhone<T>(
  program: 'phone' | 'phone-writer',
  {
    jitless,
    collects = false,
    args = [],
    input = '',
  }: { jitless: boolean; collects?: boolean; args?: string[]; input?: string },
): Promise<T> {
  const file = fileURLToPath(new URL(`${program}.mjs`, import.meta.url));
  const flags = [...(jitless ? ['--jitless'] : []), ...(collects ? ['--expose-gc'] : [])];
  const child = spawn(process.execPath, [...flags, file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(said).toString()) as T);
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
}
