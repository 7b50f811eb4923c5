import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Hono } from 'hono';
import { type Apps, BOUNDARIES, type Wiring } from '#local/boundaries';
import { freePort } from '#local/database';
import { toBase64url } from '#shared/crypto/bytes';
import { ed25519PublicKey } from '#shared/crypto/ed25519';
import { bundle } from '../../tools/build-local.mjs';
import type { Services } from './cloud-stand-ins';

const ROOT = resolve(import.meta.dirname, '../..');

/** A process of a county's own servers. */
export interface OwnServer {
  /** Apps that send every request over the network to this process. */
  apps: Apps;
  /** Everything it printed. */
  printed: () => string;
  stop: () => Promise<void>;
}

/** What an engineer writes into the environment for a county of the tests. */
export function environmentOf(
  wiring: Wiring,
  services: Services,
  wechatUrl: string,
  witness: string,
): Record<string, string> {
  const { secrets } = wiring;
  return {
    SERVE: BOUNDARIES.join(','),
    COUNTY: wiring.county,
    TABLE_PREFIX: wiring.tablePrefix,
    DYNAMODB_ENDPOINT: wiring.endpoint,
    SITE_ORIGIN: wiring.site,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'own',
    AWS_SECRET_ACCESS_KEY: 'own',
    BLOB_BUCKET_URL: services.bucketUrl,
    WECHAT_API: wechatUrl,
    WECHAT_APP_ID: wiring.wechat.appId,
    SESSION_PUBLIC_KEY: toBase64url(ed25519PublicKey(secrets.session)),
    ROOT_PUBLIC_KEY: toBase64url(ed25519PublicKey(secrets.root)),
    LOG_TRUST: JSON.stringify(wiring.logTrust),
    SERVICE_PUBLIC_KEY: toBase64url(ed25519PublicKey(secrets.service)),
    HASH_SECRET: toBase64url(secrets.hash),
    ENVELOPE_SECRET: toBase64url(secrets.envelope),
    SERVICE_SEED: toBase64url(secrets.service),
    SESSION_SEED: toBase64url(secrets.session),
    LOG_SEED: toBase64url(secrets.log),
    CLOCK_SEED: toBase64url(secrets.clock),
    LOG_HOST: 'county.test',
    LOG_WITNESSES: witness,
    LOG_QUORUM: '1',
    WECHAT_SECRET: wiring.wechat.secret,
    FOUNDING_CODE: secrets.foundingCode,
  };
}

/** Builds what `npm run serve` runs. */
export function buildOwnServer(): Promise<string> {
  return bundle('functions/entry/own-server.ts', '.build/own-server.mjs');
}

/** Runs it until it ends by itself; answers how. */
export function runOwnServer(
  entry: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ code: number | null; said: string }> {
  const { child, printed } = launch(entry, env, args);
  return new Promise((done) => child.once('close', (code) => done({ code, said: printed() })));
}

/** Starts a process of it on free ports; another program may take one of them first, then it tries others. */
export async function startOwnServer(
  entry: string,
  env: Readonly<Record<string, string>>,
): Promise<OwnServer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(entry, env);
    } catch (error) {
      if (tries === 5 || !String(error).includes('is taken')) throw error;
    }
  }
}

async function startOnce(entry: string, env: Readonly<Record<string, string>>): Promise<OwnServer> {
  const [port, box, line] = [await freePort(), await freePort(), await freePort()];
  const ports = { PORT: String(port), BALLOTBOX_PORT: String(box), TIPLINE_PORT: String(line) };
  const { child, printed } = launch(entry, { ...env, ...ports });
  await new Promise<void>((done, fail) => {
    child.stdout?.on('data', () => printed().includes('Serving') && done());
    child.once('exit', () => fail(new Error(`it ended: ${printed()}`)));
  });
  const shared = over(`http://127.0.0.1:${port}`);
  return {
    apps: {
      public: shared,
      identity: shared,
      resident: shared,
      office: shared,
      casework: shared,
      ballotbox: over(`http://127.0.0.1:${box}`),
      tipline: over(`http://127.0.0.1:${line}`),
    },
    printed,
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.kill('SIGTERM');
      }),
  };
}

function launch(
  entry: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): { child: ChildProcess; printed: () => string } {
  const said: string[] = [];
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: ROOT,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  }
  return { child, printed: () => said.join('') };
}

function over(origin: string): Hono {
  const app = new Hono();
  app.all('*', async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const { method } = c.req;
    const body = method === 'GET' ? undefined : await c.req.text();
    return fetch(origin + pathname + search, { method, headers: c.req.raw.headers, body: body ?? null });
  });
  return app;
}
