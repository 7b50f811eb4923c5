/** Loads a handler as a cold start does and prints how many milliseconds that took. */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const [, , file = ''] = process.argv;
const started = performance.now();
await import(pathToFileURL(file).href);
process.stdout.write(String(performance.now() - started));
