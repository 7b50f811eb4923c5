import type { Hono } from 'hono';
import { type IdentityPlatform, identityRoutes } from './identity/routes';
import { mount } from './platform/mount';

/** Makes sessions. Touches bindings, codes, sessions and grants in `people`, nothing else. */
export function identityApp(platform: IdentityPlatform): Hono {
  return mount(platform, identityRoutes(platform));
}
