import type { Hono } from 'hono';
import { mount } from './platform/mount';
import type { Platform } from './platform/platform';
import { rollResidentRoutes } from './roll/routes';

/** What a signed-in person does for themselves: their roll entry, their tokens. Never reads records or cases. */
export function residentApp(platform: Platform): Hono {
  return mount(platform, [...rollResidentRoutes(platform)]);
}
