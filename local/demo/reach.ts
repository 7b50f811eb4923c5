import type { Hono } from 'hono';
import type { Apps } from '../boundaries';
import type { Reach } from './sender';

/** The county's boundaries and its files, reached in this process as they are over HTTP. */
export function reachOf(apps: Apps, blobs: Hono): Reach {
  const served = new Map<string, Hono>([...Object.entries(apps), ['blobs', blobs]]);
  return async (path, init) => {
    const app = served.get(path.split('/')[1] ?? '');
    if (!app) throw new RangeError(`nothing serves ${path}`);
    return app.request(path, init);
  };
}
