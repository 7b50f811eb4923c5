import { AwsClient } from 'aws4fetch';
import * as z from 'zod';
import { type FilePlace, filePath } from '#shared/notice/file-place';
import { type BlobStore, blobTypeOf, TYPE_BYTES } from './blobs';
import { textSetting } from './settings';

/** The bucket of attachments: in the cloud, or of any S3-compatible service. */
export const BucketSettings = z.object({
  /** Its objects lie below; a CDN serves the same paths. */
  BLOB_BUCKET_URL: z.url("the address of the attachments' bucket"),
  AWS_REGION: textSetting('the region of the bucket'),
  AWS_ACCESS_KEY_ID: textSetting('the id of an access key to the bucket'),
  AWS_SECRET_ACCESS_KEY: textSetting('the access key to the bucket'),
  AWS_SESSION_TOKEN: z.string().optional(),
});

const VALID_SECONDS = 600;

/** Signs what is asked of the bucket. */
export function bucketClient(settings: z.output<typeof BucketSettings>): AwsClient {
  const { AWS_SESSION_TOKEN: sessionToken } = settings;
  return new AwsClient({
    accessKeyId: settings.AWS_ACCESS_KEY_ID,
    secretAccessKey: settings.AWS_SECRET_ACCESS_KEY,
    ...(sessionToken && { sessionToken }),
    service: 's3',
    retries: 2,
    region: settings.AWS_REGION,
  });
}

/** Attachments in a bucket, by their `filePath`. The signature binds hash, type and size of what is put. */
export function bucketBlobs(settings: z.output<typeof BucketSettings>): BlobStore {
  const client = bucketClient(settings);
  const addressOf = (place: FilePlace) => new URL(settings.BLOB_BUCKET_URL + filePath(place));
  return {
    async presignPut({ type, size, ...place }) {
      const url = addressOf(place);
      url.searchParams.set('X-Amz-Expires', String(VALID_SECONDS));
      const checksum = Buffer.from(place.sha256, 'hex').toString('base64');
      const headers = { 'content-type': type, 'x-amz-checksum-sha256': checksum };
      const signed = await client.sign(url, {
        method: 'PUT',
        headers: { ...headers, 'content-length': String(size) },
        aws: { signQuery: true, allHeaders: true },
      });
      return { url: signed.url, headers };
    },

    async stat(place) {
      const range = `bytes=0-${TYPE_BYTES - 1}`;
      const answer = await client.fetch(addressOf(place), { headers: { range } });
      if (answer.status === 404) return undefined;
      const total = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1];
      if (answer.status !== 206 || !total) throw new BucketError(answer.status);
      return { size: Number(total), type: blobTypeOf(new Uint8Array(await answer.arrayBuffer())) };
    },

    async remove(place) {
      const { status } = await client.fetch(addressOf(place), { method: 'DELETE' });
      if (status !== 204 && status !== 404) throw new BucketError(status);
    },
  };
}

/** The bucket answered neither with the file nor that there is none. */
export class BucketError extends Error {
  override name = 'BucketError';

  constructor(status: number) {
    super(`the bucket answered ${status}`);
  }
}
