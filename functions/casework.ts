import type { Hono } from 'hono';
import { mount } from './platform/mount';
import { caseworkRoutes, type SigningPlatform } from './tip/routes';

/** The officers' desk: `cases` of the officer's own office, sealed as they came. */
export function caseworkApp(platform: SigningPlatform): Hono {
  return mount(platform, caseworkRoutes(platform));
}
