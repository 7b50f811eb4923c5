import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { type BlobFacts, type BlobStore, blobTypeOf, TYPE_BYTES } from '#functions/platform/blobs';
import { problem } from '#functions/platform/problem';
import { AreaCode } from '#shared/area/code';
import { Id } from '#shared/ids';
import { Attachment } from '#shared/notice/notice';
import { type FilePlace, filePath } from '#shared/notice/file-place';

interface Options {
  directory: string;
  /** Signs upload addresses. */
  secret: Uint8Array;
  /** Seconds since 1970. */
  now: () => number;
}

const VALID_SECONDS = 600;
const { sha256, type: Type, size: Size } = Attachment.shape;
const Place = z.strictObject({ area: AreaCode, id: Id, sha256 });
const PATH = '/blobs/:area/:id/:sha256';
const Upload = z.strictObject({
  type: Type,
  size: z.coerce.number().pipe(Size),
  until: z.coerce.number().int(),
  signature: z.string(),
});

/** The files of one machine's county: a folder, written through signed addresses and read by anybody. */
export function localBlobs({ directory, secret, now }: Options): { store: BlobStore; app: Hono } {
  const fileOf = ({ area, id, sha256 }: FilePlace) => join(directory, area, id, sha256);
  const sign = ({ area, id, sha256, type, size }: BlobFacts, until: number) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([area, id, sha256, type, size, until]))
      .digest('base64url');

  const store: BlobStore = {
    presignPut(blob) {
      const until = now() + VALID_SECONDS;
      const query = { type: blob.type, size: String(blob.size), until: String(until) };
      const search = new URLSearchParams({ ...query, signature: sign(blob, until) }).toString();
      const url = `${filePath(blob)}?${search}`;
      return Promise.resolve({ url, headers: { 'content-type': blob.type } });
    },
    stat: (place) => statBlob(fileOf(place)),
    remove: (place) => rm(fileOf(place), { force: true }),
  };

  const app = new Hono();
  app.put(PATH, bodyLimit({ maxSize: 20 << 20, onError: () => problem({ code: 'too-large' }) }));
  app.put(PATH, async (c) => {
    const place = Place.safeParse(c.req.param());
    const asked = Upload.safeParse(c.req.query());
    if (!place.success || !asked.success) return problem({ code: 'upload-expired' });
    const { type, size, until, signature } = asked.data;
    const blob = { ...place.data, type, size };
    if (until < now() || !areEqual(signature, sign(blob, until))) return problem({ code: 'upload-expired' });
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length !== size || hashOf(bytes) !== blob.sha256)
      return problem({ code: 'attachment-refused' });
    if (blobTypeOf(bytes) !== type) return problem({ code: 'attachment-type' });
    await keep(fileOf(blob), bytes);
    return c.body(null, 204);
  });
  app.get(PATH, (c) => {
    const place = Place.safeParse(c.req.param());
    return place.success ? sendBlob(fileOf(place.data)) : problem({ code: 'not-found' });
  });
  return { store, app };
}

async function sendBlob(file: string): Promise<Response> {
  const bytes = await readFile(file).catch(orMissing);
  const type = bytes && blobTypeOf(bytes);
  if (!bytes || !type) return problem({ code: 'not-found' });
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      // It never changes, but may be erased.
      'cache-control': 'public, max-age=3600',
      'x-content-type-options': 'nosniff',
    },
  });
}

async function statBlob(file: string): ReturnType<BlobStore['stat']> {
  const found = await stat(file).catch(orMissing);
  if (!found) return undefined;
  const opened = await open(file);
  try {
    const head = new Uint8Array(TYPE_BYTES);
    await opened.read(head, 0, TYPE_BYTES, 0);
    return { size: found.size, type: blobTypeOf(head) };
  } finally {
    await opened.close();
  }
}

/** A file that is not there is an answer; any other trouble is not. */
export function orMissing(error: unknown): undefined {
  if (typeof error === 'object' && error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

/** Under its name only when all of it is there: a cut write leaves nothing that could be read. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const cut = `${file}.${process.hrtime.bigint()}`;
  await writeFile(cut, bytes);
  await rename(cut, file);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function areEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
