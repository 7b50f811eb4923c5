import type { Hono } from 'hono';
import { mount } from './platform/mount';
import type { Platform } from './platform/platform';
import { roundPublicRoutes } from './recommendation/routes';

/** What anyone may read, from prepared documents. Writes nothing. */
export function publicApp(platform: Platform): Hono {
  return mount(platform, [...roundPublicRoutes(platform)]);
}
