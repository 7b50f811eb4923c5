import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { BucketError, bucketClient, type BucketSettings } from './bucket-blobs';
import type { TextStore } from './texts';

/** More than any text here has. */
const MOST_BYTES = 1024;

/** Texts in the bucket of attachments, below `/log/`, which no CDN serves. */
export function bucketTexts(settings: z.output<typeof BucketSettings>): TextStore {
  const client = bucketClient(settings);
  const addressOf = (name: string) => `${settings.BLOB_BUCKET_URL}/log/${name}`;
  return {
    async read(name) {
      const answer = await client.fetch(addressOf(name), { headers: { range: `bytes=0-${MOST_BYTES - 1}` } });
      if (answer.status === 404) return undefined;
      if (answer.status !== 206) throw new BucketError(answer.status);
      return answer.text();
    },
    async write(name, text) {
      const checksum = createHash('sha256').update(text).digest('base64');
      const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-amz-checksum-sha256': checksum };
      const { status } = await client.fetch(addressOf(name), { method: 'PUT', headers, body: text });
      if (status !== 200) throw new BucketError(status);
    },
  };
}
