import type { Hono } from 'hono';
import { mount } from './platform/mount';
import { type ResidentPlatform, roundResidentRoutes } from './recommendation/resident-routes';
import { rollResidentRoutes } from './roll/routes';

/** What a signed-in person does for themselves: their roll entry, their tokens. Never reads records or cases. */
export function residentApp(platform: ResidentPlatform): Hono {
  return mount(platform, [...rollResidentRoutes(platform), ...roundResidentRoutes(platform)]);
}
