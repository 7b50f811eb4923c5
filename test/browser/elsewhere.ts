import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { freePort } from '#local/database';

const SITE = resolve(import.meta.dirname, '../../.build/h5');

/** The same site as a county's, sent by a host that is not the county's; as a build with pinned hosts would be. */
export async function siteElsewhere(county: string): Promise<{ origin: string; stop: () => void }> {
  const port = await freePort();
  const app = new Hono();
  app.get('/trust.json', () => fetch(`${county}/trust.json`));
  // The stand-in for WeChat, which every host reaches.
  app.all('/local/*', async ({ req }) =>
    fetch(county + req.path, {
      method: req.method,
      headers: { 'content-type': 'application/json' },
      ...(req.method === 'POST' && { body: await req.text() }),
    }),
  );
  app.use(serveStatic({ root: SITE }));
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  return { origin: `http://127.0.0.1:${port}`, stop: () => server.close() };
}
