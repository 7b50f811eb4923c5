import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod';
import { localEnvelope } from '#functions/platform/envelope';
import { bucketApp } from './bucket';

/** One call of a packaged function to a service other than the database. */
export interface ServiceCall {
  /** The access key that signed it: the tests give every function its own. */
  accessKey: string;
  action: string;
  /** Parameter name, key ARN or object path. */
  target: string;
}

/** The services around a stack on one machine: parameter store, key service, bucket. */
export interface Services {
  /** What makes the functions' clients ask here. */
  env: Readonly<Record<string, string>>;
  bucketUrl: string;
  calls: readonly ServiceCall[];
  stop: () => void;
}

/** Every access key is its own secret here. */
const secretOf = (accessKey: string) => accessKey;

/** Starts them. `parameters` by name. */
export async function startServices(parameters: ReadonlyMap<string, string>): Promise<Services> {
  const calls: ServiceCall[] = [];
  const [store, keys, bucket] = await Promise.all([
    listen(parameterStore(parameters, calls)),
    listen(keyService(calls)),
    listen(bucketApp(secretOf, (accessKey, action, target) => calls.push({ accessKey, action, target }))),
  ]);
  return {
    env: { AWS_ENDPOINT_URL_SSM: store.url, AWS_ENDPOINT_URL_KMS: keys.url },
    bucketUrl: `${bucket.url}/blobbucket`,
    calls,
    stop: () => {
      for (const one of [store, keys, bucket]) one.stop();
    },
  };
}

interface Running {
  url: string;
  stop: () => void;
}

function listen(app: Hono): Promise<Running> {
  return new Promise((done) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      done({ url: `http://127.0.0.1:${port}`, stop: () => server.close() }),
    );
  });
}

function signerOf(authorization: string | undefined): string {
  return /Credential=([^/]+)\//.exec(authorization ?? '')?.[1] ?? '';
}

const Asked = z.object({ Names: z.array(z.string()), WithDecryption: z.literal(true) });

/** GetParameters of the parameter store, as its public reference says. */
function parameterStore(parameters: ReadonlyMap<string, string>, calls: ServiceCall[]): Hono {
  const app = new Hono();
  app.post('/', async (c) => {
    if (c.req.header('x-amz-target') !== 'AmazonSSM.GetParameters') return c.json({}, 400);
    const { Names } = Asked.parse(await c.req.json());
    const accessKey = signerOf(c.req.header('authorization'));
    for (const target of Names) calls.push({ accessKey, action: 'ssm:GetParameters', target });
    const found = Names.flatMap((Name) => {
      const Value = parameters.get(Name);
      return Value === undefined ? [] : [{ Name, Value, Type: 'SecureString' }];
    });
    const known = new Set(found.map(({ Name }) => Name));
    return c.json({ Parameters: found, InvalidParameters: Names.filter((name) => !known.has(name)) });
  });
  return app;
}

const Operation = z.object({
  KeyId: z.string(),
  Plaintext: z.base64().optional(),
  CiphertextBlob: z.base64().optional(),
  EncryptionContext: z.record(z.string(), z.string()),
});

/** Encrypt and Decrypt of the key service, each key and context its own. */
function keyService(calls: ServiceCall[]): Hono {
  const app = new Hono();
  app.post('/', async (c) => {
    const asked = Operation.parse(await c.req.json());
    const operation = c.req.header('x-amz-target') === 'TrentService.Encrypt' ? 'Encrypt' : 'Decrypt';
    const accessKey = signerOf(c.req.header('authorization'));
    calls.push({ accessKey, action: `kms:${operation}`, target: asked.KeyId });
    const envelope = localEnvelope(Buffer.from(asked.KeyId));
    const context = JSON.stringify(asked.EncryptionContext);
    const input = new Uint8Array(Buffer.from(asked.Plaintext ?? asked.CiphertextBlob ?? '', 'base64'));
    const output = await (operation === 'Encrypt' ? envelope.seal : envelope.open)(input, context);
    const text = Buffer.from(output).toString('base64');
    return c.json({
      KeyId: asked.KeyId,
      ...(operation === 'Encrypt' ? { CiphertextBlob: text } : { Plaintext: text }),
    });
  });
  return app;
}
