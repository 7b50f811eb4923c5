import type { Hono } from 'hono';
import { objectionResidentRoutes } from './objection/routes';
import { mount } from './platform/mount';
import { proxyResidentRoutes } from './proxy/routes';
import { registrationResidentRoutes } from './registration/routes';
import { type ResidentPlatform, roundResidentRoutes } from './recommendation/resident-routes';
import { rollResidentRoutes } from './roll/routes';

/** What a signed-in person does for themselves: their roll entry, whether they take part, objections to the roll, their tokens. Never reads records or cases. */
export function residentApp(platform: ResidentPlatform): Hono {
  return mount(platform, [
    ...rollResidentRoutes(platform),
    ...registrationResidentRoutes(platform),
    ...proxyResidentRoutes(platform),
    ...objectionResidentRoutes(platform),
    ...roundResidentRoutes(platform),
  ]);
}
