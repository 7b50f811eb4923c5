import type { Hono } from 'hono';
import { DeployedSettings, deployedPlatform } from '../platform/deployed';
import { type Environment, readSettings } from '../platform/settings';
import { publicApp } from '../public';
import { httpHandler } from './lambda';
import { LogNumberSetting } from './log-settings';

const Settings = DeployedSettings.extend({ LOG_NUMBER: LogNumberSetting });

/** `public` as it is deployed. Holds no secret. */
export function openPublic(env: Environment): Hono {
  const settings = readSettings(Settings, env);
  return publicApp({ ...deployedPlatform(settings), logNumber: settings.LOG_NUMBER });
}

export const handler = httpHandler(openPublic);
