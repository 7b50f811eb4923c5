import type { Hono } from 'hono';
import { DeployedSettings, deployedPlatform } from '../platform/deployed';
import { type Environment, readSettings } from '../platform/settings';
import { publicApp } from '../public';
import { httpHandler } from './lambda';

/** `public` as it is deployed. Holds no secret. */
export function openPublic(env: Environment): Hono {
  return publicApp(deployedPlatform(readSettings(DeployedSettings, env)));
}

export const handler = httpHandler(openPublic);
