/**
 * Loads a handler as a cold start does and prints how many milliseconds that took. Given a path, it asks for it without
 * a session, as the first request of all, and prints how long the answer took from the start of loading.
 */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

interface Loaded {
  handler: (event: object, context: object) => Promise<object>;
}

function isLoaded(module: object): module is Loaded {
  return 'handler' in module && typeof module.handler === 'function';
}

async function load(): Promise<Loaded> {
  const module: object = await import(pathToFileURL(file).href);
  if (!isLoaded(module)) throw new Error(`${file} exports no handler`);
  return module;
}

/** A GET request as an HTTP API hands it on (payload format 2.0). */
function eventOf(path: string): object {
  const http = { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' };
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'localhost' },
    requestContext: { http, domainName: 'localhost', stage: '$default' },
    isBase64Encoded: false,
  };
}

const [, , file = '', path] = process.argv;
const started = performance.now();
const { handler } = await load();
const answer = path === undefined ? undefined : await handler(eventOf(path), {});
const took = performance.now() - started;
// Signed out, or no such page below the feature: it has been loaded, and no database was asked.
if (answer && !('statusCode' in answer && (answer.statusCode === 401 || answer.statusCode === 404)))
  throw new Error(`${path} was answered with ${JSON.stringify(answer)}`);
process.stdout.write(String(took));
