import type { Hono } from 'hono';
import { caseworkApp } from '../casework';
import { SessionSettings, sessionPlatform } from '../platform/deployed';
import { type Environment, readSettings } from '../platform/settings';
import { httpHandler } from './lambda';

/** `casework` as it is deployed. Holds no secret. */
export async function openCasework(env: Environment): Promise<Hono> {
  return caseworkApp(await sessionPlatform(readSettings(SessionSettings, env)));
}

export const handler = httpHandler(openCasework);
