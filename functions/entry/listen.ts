import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

/** The port is somebody else's. */
export class PortTaken extends Error {
  override name = 'PortTaken';

  constructor(readonly port: number) {
    super(`Port ${port} is taken.`);
  }
}

/** What answers requests. */
interface Served {
  fetch: (request: Request) => Response | Promise<Response>;
}

/** Serves an app; rejects with `PortTaken`. */
export function listen(app: Served, port: number, hostname = '127.0.0.1'): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname });
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error);
    });
  });
}

/** A boundary on a host of its own: the site is another origin, and may post to it without credentials of any kind. */
export function apart(boundary: Hono, origins: readonly string[]): Hono {
  const app = new Hono();
  app.use(cors({ origin: [...origins], maxAge: 600 }));
  app.all('*', (c) => boundary.fetch(c.req.raw));
  return app;
}

/** Several boundaries on one host, each below the path of its name. */
export function together(boundaries: Readonly<Record<string, Hono>>): Hono {
  const app = new Hono();
  for (const [name, boundary] of Object.entries(boundaries)) {
    app.all(`/${name}/*`, (c) => boundary.fetch(c.req.raw));
  }
  // The log's files lie where its name says (C2SP tlog-tiles), and printed codes are short.
  for (const path of ['/:log{log[0-9]+}/*', '/p/*']) {
    app.get(path, (c) => boundaries['public']?.fetch(c.req.raw) ?? c.notFound());
  }
  return app;
}

/**
 * A host that pages of any origin may ask: a desk's pages may come from elsewhere (decision 61), and who asks is told by a
 * token that only the page has which signed in, never by a cookie. The site's own pages name no origin when they read:
 * these answers, nearly all there are, are sent as they are.
 */
export function openToAll(app: Served): Served {
  const elsewhere = new Hono();
  elsewhere.use(
    cors({
      origin: '*',
      allowHeaders: ['authorization', 'content-type', 'if-none-match'],
      exposeHeaders: ['etag'],
      maxAge: 600,
    }),
  );
  elsewhere.all('*', (c) => app.fetch(c.req.raw));
  return { fetch: (request) => (request.headers.has('origin') ? elsewhere : app).fetch(request) };
}
