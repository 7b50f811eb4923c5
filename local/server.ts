import type { ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import type { LogTrust } from '#shared/transparency/trust';
import { apart, listen, openToAll, PortTaken, together } from '#functions/entry/listen';
import type { Apps } from './boundaries';
import { StartFailure } from './database';

/** What the site must know of the county it is served for. */
export interface Trust {
  county: string;
  /** The demo root's public key, base64url. */
  rootPk: string;
  /** Whose signatures the public log bears. */
  log: LogTrust;
}

/** Starts the site with the API on `port`, and the two separate hosts on the ports after it. */
export async function startServers(
  port: number,
  { ballotbox, tipline, ...shared }: Apps,
  trust: Trust,
  others: readonly Hono[],
): Promise<ServerType[]> {
  const main = together(shared);
  main.get('/trust.json', (c) => {
    const { protocol, hostname } = new URL(c.req.url);
    const host = (offset: number) => `${protocol}//${hostname}:${port + offset}`;
    return c.json({ ...trust, hosts: { api: host(0), ballotbox: host(1), tipline: host(2) }, demo: true });
  });
  for (const other of others) main.route('/', other);
  const site = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  try {
    const servers = [await listen(openToAll(main), port)];
    for (const [i, app] of [ballotbox, tipline].entries()) {
      servers.push(await listen(apart(app, site), port + 1 + i));
    }
    return servers;
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error;
    throw new StartFailure(
      `Port ${error.port} is taken; name another with --port N (N, N+1 and N+2 are used).`,
    );
  }
}
