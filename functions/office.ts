import type { Hono } from 'hono';
import { areaOfficeRoutes } from './area/routes';
import { directoryOfficeRoutes, type DirectoryPlatform } from './directory/routes';
import { invitationRoutes } from './identity/routes';
import { mount } from './platform/mount';
import { roundOfficeRoutes } from './recommendation/routes';
import { rollOfficeRoutes } from './roll/routes';

/** What offices do, with a staff session. Never reads cases, nor records before closing. */
export function officeApp(platform: DirectoryPlatform): Hono {
  return mount(platform, [
    ...invitationRoutes(platform),
    ...areaOfficeRoutes(platform),
    ...directoryOfficeRoutes(platform),
    ...rollOfficeRoutes(platform),
    ...roundOfficeRoutes(platform),
  ]);
}
