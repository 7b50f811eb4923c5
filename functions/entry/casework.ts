import type { Hono } from 'hono';
import { bytesOf } from '#shared/crypto/bytes';
import { caseworkApp } from '../casework';
import { PublicKeySetting, SessionSettings, sessionPlatform } from '../platform/deployed';
import { type Environment, readSettings } from '../platform/settings';
import { httpHandler } from './lambda';
import { LogTrustSetting } from './log-trust';

const Settings = SessionSettings.extend({ ROOT_PUBLIC_KEY: PublicKeySetting, LOG_TRUST: LogTrustSetting });

/** `casework` as it is deployed. Holds no secret. */
export async function openCasework(env: Environment): Promise<Hono> {
  const settings = readSettings(Settings, env);
  const { COUNTY: county, LOG_TRUST: log } = settings;
  const anchor = { county, rootPk: bytesOf(settings.ROOT_PUBLIC_KEY), log };
  return caseworkApp({ ...(await sessionPlatform(settings)), anchor });
}

export const handler = httpHandler(openCasework);
