import type { Hono } from 'hono';
import * as z from 'zod';
import { identityApp } from '../identity';
import { passkeySite } from '../identity/passkey';
import { accessSigner } from '../identity/token';
import { codeToOpenid } from '../identity/wechat';
import { SessionSettings, sessionPlatform } from '../platform/deployed';
import { keyedHash } from '../platform/keyed-hash';
import { readSecrets } from '../platform/secrets';
import { sessionSigningKey } from '../platform/session-key';
import { type Environment, readSettings, textSetting } from '../platform/settings';
import { httpHandler } from './lambda';

const Settings = SessionSettings.extend({
  WECHAT_API: z.url("the address of WeChat's server").default('https://api.weixin.qq.com'),
  WECHAT_APP_ID: textSetting("the mini-program's app id"),
  SITE_ORIGIN: z.url("the site's origin, where desks sign in by passkey"),
});
const SECRETS = ['HASH_SECRET', 'SESSION_SEED', 'WECHAT_SECRET', 'FOUNDING_CODE'] as const;
/** The parameter store keeps no empty value: what an engineer writes once the county is founded. */
const FOUNDED = 'off';

/** `identity` as it is deployed. Alone holds the key that signs sessions, and WeChat's secret. */
export async function openIdentity(env: Environment): Promise<Hono> {
  const settings = readSettings(Settings, env);
  const secrets = await readSecrets(env, SECRETS);
  const foundingCode = secrets.text('FOUNDING_CODE');
  const signing = await sessionSigningKey(secrets.bytes('SESSION_SEED'));
  return identityApp({
    ...(await sessionPlatform(settings)),
    hash: keyedHash(secrets.bytes('HASH_SECRET')),
    signAccess: accessSigner(signing, settings.COUNTY),
    codeToOpenid: codeToOpenid({
      api: settings.WECHAT_API,
      appId: settings.WECHAT_APP_ID,
      secret: secrets.text('WECHAT_SECRET'),
    }),
    site: passkeySite(settings.SITE_ORIGIN),
    foundingCode: foundingCode === FOUNDED ? '' : foundingCode,
  });
}

export const handler = httpHandler(openIdentity);
