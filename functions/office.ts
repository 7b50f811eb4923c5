import type { Hono } from 'hono';
import { invitationRoutes } from './identity/routes';
import { mount } from './platform/mount';
import type { Platform } from './platform/platform';
import { roundOfficeRoutes } from './recommendation/routes';
import { rollOfficeRoutes } from './roll/routes';

/** What offices do, with a staff session. Never reads cases, nor records before closing. */
export function officeApp(platform: Platform): Hono {
  return mount(platform, [
    ...invitationRoutes(platform),
    ...rollOfficeRoutes(platform),
    ...roundOfficeRoutes(platform),
  ]);
}
