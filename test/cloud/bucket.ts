import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { signerOf } from './sigv4';

/** What is asked of the bucket by whom; `undefined` when the signature does not hold. */
export type Noted = (
  accessKey: string,
  action: 's3:PutObject' | 's3:GetObject' | 's3:DeleteObject',
  path: string,
) => void;

/**
 * A bucket as S3 behaves, as far as attachments use it: signatures checked, a checksum that does not fit the body
 * refused, ranges answered, 404 for what is not there.
 */
export function bucketApp(secretOf: (accessKey: string) => string | undefined, noted: Noted): Hono {
  const objects = new Map<string, { bytes: Uint8Array; type: string }>();
  const app = new Hono();
  app.put('*', async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const asked = { method: 'PUT', url: new URL(c.req.url), headers: c.req.raw.headers };
    const signer = signerOf({ ...asked, payload: 'UNSIGNED-PAYLOAD' }, secretOf);
    if (!signer) return c.text('SignatureDoesNotMatch', 403);
    noted(signer, 's3:PutObject', c.req.path);
    const checksum = createHash('sha256').update(bytes).digest('base64');
    if (c.req.header('x-amz-checksum-sha256') !== checksum) return c.text('BadDigest', 400);
    objects.set(c.req.path, { bytes, type: c.req.header('content-type') ?? '' });
    return c.body(null, 200);
  });
  app.get('*', (c) => {
    const asked = { method: 'GET', url: new URL(c.req.url), headers: c.req.raw.headers };
    const payload = c.req.header('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
    const signer = signerOf({ ...asked, payload }, secretOf);
    if (!signer) return c.text('SignatureDoesNotMatch', 403);
    noted(signer, 's3:GetObject', c.req.path);
    const found = objects.get(c.req.path);
    if (!found) return c.text('NoSuchKey', 404);
    const end = Number(/^bytes=0-(\d+)$/.exec(c.req.header('range') ?? '')?.[1] ?? found.bytes.length - 1);
    const part = found.bytes.slice(0, end + 1);
    return c.body(part, 206, {
      'content-type': found.type,
      'content-range': `bytes 0-${part.length - 1}/${found.bytes.length}`,
    });
  });
  app.delete('*', (c) => {
    const asked = { method: 'DELETE', url: new URL(c.req.url), headers: c.req.raw.headers };
    const payload = c.req.header('x-amz-content-sha256') ?? 'UNSIGNED-PAYLOAD';
    const signer = signerOf({ ...asked, payload }, secretOf);
    if (!signer) return c.text('SignatureDoesNotMatch', 403);
    noted(signer, 's3:DeleteObject', c.req.path);
    objects.delete(c.req.path);
    return c.body(null, 204);
  });
  return app;
}
