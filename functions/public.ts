import type { Hono } from 'hono';
import { areaPublicRoutes } from './area/routes';
import { directoryPublicRoutes } from './directory/routes';
import { mount } from './platform/mount';
import type { Platform } from './platform/platform';
import { roundPublicRoutes } from './recommendation/routes';

/** What anyone may read, from prepared documents. Writes nothing. */
export function publicApp(platform: Platform): Hono {
  return mount(platform, [
    ...areaPublicRoutes(platform),
    ...directoryPublicRoutes(platform),
    ...roundPublicRoutes(platform),
  ]);
}
