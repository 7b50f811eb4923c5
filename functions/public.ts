import type { Hono } from 'hono';
import { directoryPublicRoutes } from './directory/routes';
import { mount } from './platform/mount';
import type { Platform } from './platform/platform';
import { roundPublicRoutes } from './recommendation/routes';

/** What anyone may read, from prepared documents. Writes nothing. */
export function publicApp(platform: Platform): Hono {
  return mount(platform, [...directoryPublicRoutes(platform), ...roundPublicRoutes(platform)]);
}
