import type { Hono } from 'hono';
import { mount } from './platform/mount';
import { type TiplinePlatform, tiplineRoutes } from './tip/routes';

/** Where anyone writes to an office. Touches `cases` by mailbox; knows nobody, opens nothing. */
export function tiplineApp(platform: TiplinePlatform): Hono {
  return mount(platform, tiplineRoutes(platform));
}
