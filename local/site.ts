import { readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Hono } from 'hono';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
} as const;

const squeeze = promisify(gzip);

/** The built H5 site; files are read once, and their names carry their content's hash. */
export function siteApp(root: string): Hono {
  const files = new Map<string, Promise<{ plain: Buffer; squeezed: Buffer } | undefined>>();
  const app = new Hono();
  app.get('*', async (c) => {
    const path = c.req.path === '/' ? '/index.html' : c.req.path;
    const file = normalize(join(root, decodeURIComponent(path)));
    const type = typeOf(file);
    if (!type || !file.startsWith(root + sep)) return c.notFound();
    const loading = files.get(file) ?? load(file);
    files.set(file, loading);
    const loaded = await loading;
    if (!loaded) {
      // A build under way may bring it in a moment.
      files.delete(file);
      return c.notFound();
    }
    const zipped = c.req.header('accept-encoding')?.includes('gzip') === true;
    return c.body(new Uint8Array(zipped ? loaded.squeezed : loaded.plain), 200, {
      'content-type': type,
      'cache-control': path === '/index.html' ? 'no-cache' : 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(zipped && { 'content-encoding': 'gzip' }),
    });
  });
  return app;
}

function typeOf(file: string): string | undefined {
  const extension = extname(file);
  return Object.entries(TYPES).find(([known]) => known === extension)?.[1];
}

async function load(file: string): Promise<{ plain: Buffer; squeezed: Buffer } | undefined> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  const plain = readFileSync(file);
  return { plain, squeezed: await squeeze(plain) };
}
