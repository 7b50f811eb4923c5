import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Apps } from './boundaries';
import { StartFailure } from './database';

/** What the site must know of the county it is served for. */
export interface Trust {
  county: string;
  /** The demo root's public key, base64url. */
  rootPk: string;
}

/** The two boundaries that must not share a host with sessions; on one machine each has a port of its own. */
const APART = ['ballotbox', 'tipline'] as const;
const TOGETHER = ['public', 'identity', 'resident', 'office', 'casework'] as const;

/** Starts the site with the API on `port`, and the two separate hosts on the ports after it. */
export async function startServers(
  port: number,
  apps: Apps,
  trust: Trust,
  others: readonly Hono[],
): Promise<ServerType[]> {
  const main = new Hono();
  for (const name of TOGETHER) main.all(`/${name}/*`, (c) => apps[name].fetch(c.req.raw));
  main.get('/trust.json', (c) => {
    const { protocol, hostname } = new URL(c.req.url);
    const host = (offset: number) => `${protocol}//${hostname}:${port + offset}`;
    return c.json({ ...trust, hosts: { api: host(0), ballotbox: host(1), tipline: host(2) }, demo: true });
  });
  for (const other of others) main.route('/', other);
  const servers = [await listen(main, port)];
  for (const [i, name] of APART.entries()) {
    const app = new Hono();
    // The site is another origin than these hosts: it may post to them, without credentials of any kind.
    app.use(cors({ origin: [`http://localhost:${port}`, `http://127.0.0.1:${port}`], maxAge: 600 }));
    app.all('*', (c) => apps[name].fetch(c.req.raw));
    servers.push(await listen(app, port + 1 + i));
  }
  return servers;
}

function listen(app: Hono, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken
          ? new StartFailure(`Port ${port} is taken; name another with --port N (N, N+1 and N+2 are used).`)
          : error,
      );
    });
  });
}
