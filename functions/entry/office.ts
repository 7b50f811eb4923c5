import type { Hono } from 'hono';
import { bytesOf } from '#shared/crypto/bytes';
import { officeApp } from '../office';
import { BucketSettings, bucketBlobs } from '../platform/bucket-blobs';
import { PublicKeySetting, SessionSettings, sessionPlatform } from '../platform/deployed';
import { keyedHash } from '../platform/keyed-hash';
import { readSecrets } from '../platform/secrets';
import { type Environment, readSettings } from '../platform/settings';
import { httpHandler } from './lambda';

const Settings = SessionSettings.extend(BucketSettings.shape).extend({
  ROOT_PUBLIC_KEY: PublicKeySetting,
  SERVICE_PUBLIC_KEY: PublicKeySetting,
});

/** `office` as it is deployed. */
export async function openOffice(env: Environment): Promise<Hono> {
  const settings = readSettings(Settings, env);
  const secrets = await readSecrets(env, ['HASH_SECRET']);
  return officeApp({
    ...(await sessionPlatform(settings)),
    hash: keyedHash(secrets.bytes('HASH_SECRET')),
    blobs: bucketBlobs(settings),
    rootPk: bytesOf(settings.ROOT_PUBLIC_KEY),
    servicePk: bytesOf(settings.SERVICE_PUBLIC_KEY),
  });
}

export const handler = httpHandler(openOffice);
