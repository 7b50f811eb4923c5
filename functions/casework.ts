import type { Hono } from 'hono';
import { mount } from './platform/mount';
import type { Platform } from './platform/platform';
import { noteRoutes } from './tip/note-routes';
import { caseworkRoutes } from './tip/routes';

/** The officers' desk: `cases` of the officer's own office, sealed as they came. */
export function caseworkApp(platform: Platform): Hono {
  return mount(platform, [...caseworkRoutes(platform), ...noteRoutes(platform)]);
}
