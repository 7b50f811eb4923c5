import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAdaptorServer } from '@hono/node-server';
import { bucketTexts } from '#functions/platform/bucket-texts';
import type { TextStore } from '#functions/platform/texts';
import { localTexts } from '#local/texts';
import { bucketApp } from '#test/cloud/bucket';

const calls: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'texts-'));
let server: Server;
const stores = new Map<string, TextStore>([['a folder', localTexts(join(folder, 'signed'))]]);

function bucketAs(key: string): TextStore {
  return bucketTexts({
    BLOB_BUCKET_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/blobbucket`,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'jobs',
    AWS_SECRET_ACCESS_KEY: key,
  });
}

beforeAll(async () => {
  const app = bucketApp(
    (accessKey) => accessKey,
    (_, action, path) => calls.push(`${action} ${path}`),
  );
  server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stores.set('the bucket', bucketAs('jobs'));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

describe.each(['a folder', 'the bucket'])('texts in %s', (name) => {
  it('are as they were written last, and absent before', async () => {
    const texts = stores.get(name)!;
    expect(await texts.read('log1')).toBeUndefined();
    await texts.write('log1', 'seven leaves');
    await texts.write('log1', 'eight');
    await texts.write('log2', 'of another log');
    expect(await texts.read('log1')).toBe('eight');
  });
});

it('lie in the bucket where no file of a notice does, and are never taken away', () => {
  expect(new Set(calls)).toEqual(
    new Set(
      ['1', '2']
        .flatMap((log) => [`s3:PutObject /blobbucket/log/log${log}`])
        .concat('s3:GetObject /blobbucket/log/log1'),
    ),
  );
});

it('are no text where the bucket refuses', async () => {
  const refused = bucketAs('another');
  await expect(refused.read('log1')).rejects.toThrow('the bucket answered 403');
  await expect(refused.write('log1', 'nothing')).rejects.toThrow('the bucket answered 403');
});
